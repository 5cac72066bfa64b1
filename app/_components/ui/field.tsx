import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

type Shared = {
  label: string;
  name: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Probable correction of what was typed. */
  suggestion?: string | undefined;
};

export const controlClasses =
  "min-h-11 w-full rounded-control border border-edge bg-surface px-3 py-2 text-base text-ink " +
  "aria-invalid:border-danger aria-invalid:border-2";

/** Renders a labeled input; screen readers read its error, hint and suggestion with it. */
export function Field({
  label,
  hint,
  error,
  suggestion,
  className,
  ...rest
}: Shared & ComponentProps<"input">) {
  return (
    <Labeled {...{ label, hint, error, name: rest.name, optional: !rest.required }} className={className}>
      <input
        id={rest.name}
        {...described({ name: rest.name, hint, error, suggestion })}
        {...rest}
        className={controlClasses}
      />
      {suggestion && (
        <Suggestion name={rest.name} typed={String(rest.defaultValue ?? "")} suggestion={suggestion} />
      )}
    </Labeled>
  );
}

/** Renders a labeled select. The key re-applies its value after a refused form. */
export function Select({ label, hint, error, className, ...rest }: Shared & ComponentProps<"select">) {
  return (
    <Labeled {...{ label, hint, error, name: rest.name, optional: !rest.required }} className={className}>
      <select
        key={String(rest.defaultValue)}
        id={rest.name}
        {...described({ name: rest.name, hint, error })}
        {...rest}
        className={controlClasses}
      />
    </Labeled>
  );
}

type TextAreaProps = ComponentProps<"textarea"> & {
  label: string;
  name: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** True to say so beside the label. */
  isOptional?: boolean;
};

/** Renders a labeled control for text of several lines; screen readers read its error and hint with it. */
export function TextArea({ label, hint, error, className, isOptional = true, ...rest }: TextAreaProps) {
  const { name } = rest;
  return (
    <Labeled {...{ label, name, hint, error, className }} optional={isOptional}>
      <textarea id={name} {...described({ name, hint, error })} {...rest} className={controlClasses} />
    </Labeled>
  );
}

/** Renders a checkbox. The key re-applies its state after a refused form. */
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

type LabeledProps = Shared & { optional: boolean; className?: string | undefined; children: ReactNode };

/** Renders the label of a control, with the hint and the error below it. */
export function Labeled({ label, name, hint, error, optional, className, children }: LabeledProps) {
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

type SuggestionProps = { name: string; typed: string; suggestion: string };

/** Offers a correction. Its button submits the form with it; the form's own button submits what was typed. */
function Suggestion({ name, typed, suggestion }: SuggestionProps) {
  return (
    <div id={`${name}-suggestion`} className="grid justify-items-start gap-1">
      <input type="hidden" name={`${name}Asked`} value={typed} />
      {/* The Enter key presses a form's first button, which must not be the one that accepts the suggestion. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <p className="text-sm font-medium">Did you mean {suggestion}? If not, continue with what you typed.</p>
      <button
        type="submit"
        name={`${name}Instead`}
        value={suggestion}
        className="text-link min-h-11 break-all text-left"
      >
        Use {suggestion}
      </button>
    </div>
  );
}

/** Renders the hint and the error below a control. */
export function Notes({ name, hint, error }: Pick<Shared, "name" | "hint" | "error">) {
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

/** Returns the attributes that connect a control with its error, suggestion and hint. */
export function described({ name, hint, error, suggestion }: Omit<Shared, "label">) {
  const ids = [error && `${name}-error`, suggestion && `${name}-suggestion`, hint && `${name}-hint`]
    .filter(Boolean)
    .join(" ");
  return { "aria-invalid": error ? true : undefined, "aria-describedby": ids || undefined };
}
