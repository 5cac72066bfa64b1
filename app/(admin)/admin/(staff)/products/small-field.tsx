import type { ComponentProps } from "react";
import { classes } from "#app/_components/ui/classes";

export const smallControl =
  "min-h-9 w-full min-w-0 rounded-control border border-edge bg-surface px-2 py-1 text-base text-ink " +
  "aria-invalid:border-danger aria-invalid:border-2";

type SmallFieldProps = Omit<ComponentProps<"input">, "name"> & {
  label: string;
  name: string;
  error: string | undefined;
  /** Shows the label on a phone only, because a column has the same heading on a wide screen. */
  inRow?: boolean;
};

/** Renders a small labeled field for a dense form. */
export function SmallField({ label, name, error, inRow = false, className, ...rest }: SmallFieldProps) {
  return (
    <div className={classes("grid min-w-0 content-start gap-0.5", className)}>
      <label htmlFor={name} className={classes("text-sm text-muted", inRow && "lg:sr-only")}>
        {label}
      </label>
      <input
        autoComplete="off"
        {...rest}
        id={name}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        className={smallControl}
      />
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
