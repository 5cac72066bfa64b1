import type { ProductOutcome } from "./actions";

/** Reads and errors of a form's fields: what was typed if the form was refused, else what is stored. */
export type FormState = {
  value: (name: string, stored: string) => string;
  checked: (name: string, stored: boolean) => boolean;
  error: (name: string) => string | undefined;
};

export function formState(outcome: ProductOutcome | null): FormState {
  const refused = outcome?.ok === false ? outcome : null;
  const values = refused?.values;
  return {
    value: (name, stored) => values?.[name] ?? stored,
    checked: (name, stored) => (values ? name in values : stored),
    error: (name) => refused?.fields?.[name],
  };
}
