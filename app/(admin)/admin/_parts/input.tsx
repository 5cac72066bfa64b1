import { useId } from "react";
import { controlClasses, described, Labeled } from "#app/_components/ui/field";
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
  const typed = rest.type === "password" ? "" : (refused?.values?.[name] ?? value);
  const control = {
    id,
    name,
    required,
    maxLength: rest.maxLength,
    autoComplete: rest.autoComplete ?? "off",
    defaultValue: typed,
    ...described({ name: id, hint, error }),
    className: controlClasses,
  };
  return (
    <Labeled name={id} optional={!required} {...{ label, hint, error }}>
      {rows ? <textarea rows={rows} {...control} /> : <input {...rest} {...control} />}
    </Labeled>
  );
}
