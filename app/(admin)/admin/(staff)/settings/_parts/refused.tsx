import type { Refusal } from "#app/_lib/attempt";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { differencesOf } from "#app/(admin)/admin/_parts/saved-meanwhile";
import type { FormValues, Section } from "../forms/form";
import { wordsOf } from "./words-of";

type RefusedProps = {
  refused: Refusal;
  sections: Section[];
  /** Values as they are saved, and who saved them. */
  saved: FormValues;
  editor: string;
};

/** Renders why a form of settings was refused, or the values that another staff member saved meanwhile. */
export function Refused({ refused, sections, saved, editor }: RefusedProps) {
  const fields = new Map(sections.flatMap((section) => section.fields).map((field) => [field.name, field]));
  const labels = Object.fromEntries([...fields].map(([name, { label }]) => [name, label]));
  const words = (name: string, value: string) => {
    const field = fields.get(name);
    return field ? wordsOf(field, value) : value;
  };
  return (
    <RefusedForm
      refused={refused}
      labelOf={(name) => labels[name] ?? name}
      role="alert"
      conflict={
        refused.code === "settings.changed" && {
          editor,
          differences: differencesOf({ labels, saved, typed: refused.values ?? {}, words }),
        }
      }
    />
  );
}
