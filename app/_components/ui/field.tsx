import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

type Shared = { label: string; name: string; hint?: string | undefined; error?: string | undefined };

export const controlClasses =
  "min-h-11 w-full rounded-control border border-edge bg-surface px-3 py-2 text-base text-ink " +
  "aria-invalid:border-danger aria-invalid:border-2";

/** A labelled input; its error and its hint are read out with it. */
export function Field({ label, hint, error, className, ...rest }: Shared & ComponentProps<"input">) {
  return (
    <Labelled {...{ label, hint, error, name: rest.name, optional: !rest.required }} className={className}>
      <input
        id={rest.name}
        {...described({ name: rest.name, hint, error })}
        {...rest}
        className={controlClasses}
      />
    </Labelled>
  );
}

/** A labelled choice among options. The key re-applies its value after a refused form. */
export function Select({ label, hint, error, className, ...rest }: Shared & ComponentProps<"select">) {
  return (
    <Labelled {...{ label, hint, error, name: rest.name, optional: !rest.required }} className={className}>
      <select
        key={String(rest.defaultValue)}
        id={rest.name}
        {...described({ name: rest.name, hint, error })}
        {...rest}
        className={controlClasses}
      />
    </Labelled>
  );
}

/** A box to tick. The key re-applies its state after a refused form. */
export function Check({ label, hint, error, className, ...rest }: Shared & ComponentProps<"input">) {
  return (
    <div className={classes("grid gap-1", className)}>
      <label htmlFor={rest.name} className="flex min-h-11 items-center gap-3 font-medium">
        <input
          key={String(rest.defaultChecked)}
          id={rest.name}
          type="checkbox"
          {...described({ name: rest.name, hint, error })}
          {...rest}
          className="size-5 shrink-0 accent-accent"
        />
        {label}
      </label>
      <Notes {...{ name: rest.name, hint, error }} />
    </div>
  );
}

type LabelledProps = Shared & { optional: boolean; className?: string | undefined; children: ReactNode };

function Labelled({ label, name, hint, error, optional, className, children }: LabelledProps) {
  return (
    <div className={classes("grid content-start gap-1", className)}>
      <label htmlFor={name} className="font-medium">
        {label} {optional && <span className="font-normal text-muted">(optional)</span>}
      </label>
      {children}
      <Notes {...{ name, hint, error }} />
    </div>
  );
}

/** What a control says of itself below it. */
function Notes({ name, hint, error }: Omit<Shared, "label">) {
  return (
    <>
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
    </>
  );
}

function described({ name, hint, error }: Pick<Shared, "name" | "hint" | "error">) {
  const ids = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ");
  return { "aria-invalid": error ? true : undefined, "aria-describedby": ids || undefined };
}
