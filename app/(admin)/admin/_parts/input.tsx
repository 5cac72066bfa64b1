import { useId } from "react";
import { controlClasses } from "#app/_components/ui/field";
import type { Outcome } from "#app/_lib/attempt";

export type InputProps = {
  name: string;
  label: string;
  hint?: string;
  type?: "text" | "email" | "password";
  required?: boolean;
  maxLength?: number;
  /** Value before anything is typed. */
  value?: string;
  /** Lines of a field for longer text. */
  rows?: number;
  inputMode?: "numeric" | "decimal";
  autoComplete?: string;
  outcome: Outcome | null;
};

/** Renders a labeled field with its error. Its ID is generated, because a page has several forms. */
export function Input({
  name,
  label,
  hint,
  required = false,
  value = "",
  rows,
  outcome,
  ...rest
}: InputProps) {
  const id = useId();
  const refused = outcome?.ok === false ? outcome : null;
  const error = refused?.fields?.[name];
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const typed = rest.type === "password" ? "" : (refused?.values?.[name] ?? value);
  const control = {
    id,
    name,
    required,
    maxLength: rest.maxLength,
    autoComplete: rest.autoComplete ?? "off",
    defaultValue: typed,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": notes || undefined,
    className: controlClasses,
  };
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label} {!required && <span className="font-normal text-muted">(optional)</span>}
      </label>
      {rows ? <textarea rows={rows} {...control} /> : <input {...rest} {...control} />}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
