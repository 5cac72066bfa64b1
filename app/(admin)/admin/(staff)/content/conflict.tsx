import type { Refusal } from "#app/_lib/attempt";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { differencesOf } from "#app/(admin)/admin/_parts/saved-meanwhile";

export type FieldLabels = Record<string, string>;

type RefusedProps = {
  refused: Refusal;
  labels: FieldLabels;
  /** Values as they are saved now, and who saved them. */
  saved: Record<string, string>;
  editor: string;
  /** Label of the button that replaces them. */
  save?: string;
};

/** Renders why a form of content was refused: links to its fields, or what another staff member has saved meanwhile. */
export function Refused({ refused, labels, saved, editor, save = "Save mine" }: RefusedProps) {
  const { code, values: typed = {} } = refused;
  return (
    <RefusedForm
      refused={refused}
      labelOf={(name) => labels[name] ?? name}
      tone={code === "content.unfilled" ? "warning" : "bad"}
      className="mb-6"
      conflict={
        code === "content.changed" && {
          editor,
          save,
          differences: differencesOf({
            labels,
            saved,
            typed,
            words: (_, value, other) => excerpt(value, other),
          }),
        }
      }
    />
  );
}

/** Longest part of a text that is compared, in characters. */
const longest = 500;

/** Returns the part of a text that differs from another, with a little before it. */
function excerpt(text: string, other: string) {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  const from = Math.max(0, start - 60);
  const part = text.slice(from, from + longest);
  return `${from > 0 ? "…" : ""}${part}${from + longest < text.length ? "…" : ""}`;
}
