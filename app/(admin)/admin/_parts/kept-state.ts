import type { Outcome, Refusal } from "#app/_lib/attempt";

export type FormValues = Record<string, string>;

/** Outcome of a form, whose refusal may have more to show, such as a preview. */
export type KeptOutcome<More = unknown> = Exclude<Outcome, Refusal> | (Refusal & More);

/** Properties of a labeled control. */
export type FieldProps = {
  name: string;
  label: string;
  defaultValue: string;
  error: string | undefined;
  autoComplete: string;
};
export type FieldOf = (name: string) => FieldProps;

type Saved = {
  /** Values as they are saved, and their version. */
  values: FormValues;
  version: string;
  labelOf: (name: string) => string;
  /** Code of the refusal when another staff member has saved meanwhile. */
  changed: string;
};

/**
 * Returns what a form shows after its last outcome: the typed values after a refusal, else the saved ones. `seen` is the
 * version that the next save may replace: a newer one only once its values were shown.
 */
export function keptState<More>(outcome: KeptOutcome<More> | null, saved: Saved) {
  const { values, version, labelOf, changed } = saved;
  const refused = outcome?.ok === false ? outcome : null;
  const isConflict = refused?.code === changed;
  const shown = refused?.values ?? values;
  const error = (name: string) => refused?.fields?.[name];
  const field: FieldOf = (name) => ({
    name,
    label: labelOf(name),
    defaultValue: shown[name] ?? "",
    error: error(name),
    autoComplete: "off",
  });
  return {
    refused,
    isConflict,
    shown,
    seen: refused && !isConflict ? (refused.values?.seen ?? "") : version,
    /** Key that shows the values of each refusal and of each saved version in the controls. */
    key: JSON.stringify([shown, refused?.fields]),
    error,
    field,
  };
}
