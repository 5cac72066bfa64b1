import type { Option } from "./controls";
import type { FormValues } from "./kept-state";

/** Field whose saved value differs from the typed one, both in words. */
export type Difference = { name: string; saved: string; typed: string };

/** Saved values that differ from those typed, after another staff member changed the record. */
export type SaveConflict = { version: number; differences: Difference[] };

type Compared = {
  /** Labels of the fields to compare, by name. */
  labels: Record<string, string>;
  saved: FormValues;
  typed: FormValues;
  /** Returns a value in words, or the part of it that differs from the other one. */
  words?: (name: string, value: string, other: string) => string;
};

/** Lists the fields whose saved values differ from the typed ones. */
export function differencesOf({ labels, saved, typed, words = (_, value) => value }: Compared): Difference[] {
  const clean = (text = "") => text.replaceAll("\r", "").trim();
  return Object.entries(labels).flatMap(([name, label]) => {
    const [before, now] = [clean(saved[name]), clean(typed[name])];
    if (before === now) return [];
    return [{ name: label, saved: words(name, before, now), typed: words(name, now, before) }];
  });
}

/**
 * Returns the function that puts values of a form in words: labels instead of values that are chosen from a list (one per
 * line), "Yes" and "No" for a box.
 */
export function wordsIn(options: Record<string, readonly Option[]>) {
  return (name: string, value: string, other: string) => {
    if (value === "on") return "Yes";
    if (value === "" && other === "on") return "No";
    const label = (one: string) => options[name]?.find((option) => option.value === one)?.label ?? one;
    return value.split("\n").map(label).join("\n");
  };
}

export type SavedMeanwhileProps = {
  differences: Difference[];
  /** Label of the button that replaces the saved values. */
  save?: string;
  /** Email address of the staff member who saved them, when it is known. */
  editor?: string;
};

/** Renders the values that another staff member has saved meanwhile, beside what was typed. */
export function SavedMeanwhile({ differences, save = "Save mine", editor = "" }: SavedMeanwhileProps) {
  const by = editor && `${editor.replace(/^staff:/, "")} saved it. `;
  if (differences.length === 0)
    return (
      <p className="mt-2">
        {by}What is saved now is what you typed. Press “{save}” to save it again.
      </p>
    );
  return (
    <>
      <p className="mt-2">
        {by}The form keeps what you typed. These values differ; “{save}” replaces what is saved.
      </p>
      <table className="mt-3 w-full border-collapse text-left text-sm">
        <caption className="sr-only">Saved values that differ from yours</caption>
        <thead>
          <tr className="border-b border-edge">
            {["Field", "Saved now", "Yours"].map((label) => (
              <th key={label} scope="col" className="py-1 pr-4 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {differences.map(({ name, saved, typed }) => (
            <tr key={name}>
              <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
                {name}
              </th>
              <td className="py-1.5 pr-4 align-top wrap-anywhere whitespace-pre-line">
                {saved || "(empty)"}
              </td>
              <td className="py-1.5 align-top wrap-anywhere whitespace-pre-line">{typed || "(empty)"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
