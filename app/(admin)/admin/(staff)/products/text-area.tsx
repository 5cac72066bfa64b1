import type { ComponentProps } from "react";
import { controlClasses } from "#app/_components/ui/field";

type TextAreaProps = ComponentProps<"textarea"> & {
  label: string;
  name: string;
  hint?: string;
  error?: string | undefined;
};

/** Renders a labeled text field of several lines. */
export function TextArea({ label, name, hint, error, ...rest }: TextAreaProps) {
  const notes = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={name} className="font-medium">
        {label} <span className="font-normal text-muted">(optional)</span>
      </label>
      <textarea
        {...rest}
        id={name}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
        className={controlClasses}
      />
      {hint && (
        <p id={`${name}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
