import { z } from "zod";

/** Fields of a form: text, or a list when a name is repeated. */
export const Sent = z.record(z.string(), z.unknown());
export type Sent = z.output<typeof Sent>;

/** Returns a field as trimmed text; empty when it is missing. */
export function textOf(sent: Sent, name: string) {
  const value = sent[name];
  return typeof value === "string" ? value.trim() : "";
}

/** Returns the entries of a field: its lines, and those of each of its values. Empty ones are left out. */
export const listOf = (sent: Sent, name: string) =>
  [sent[name]]
    .flat()
    .flatMap((value) => (typeof value === "string" ? value.split("\n") : []))
    .map((value) => value.trim())
    .filter((value) => value !== "");

/** Longest text of a field that is shown again, in characters. */
const longest = 20_000;

/** Returns what was typed, to show it again: all ticked boxes and all lines, one per line. */
export function allTyped(form: FormData): Record<string, string> {
  if (!(form instanceof FormData)) return {};
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$"));
  return Object.fromEntries(
    names.map((name) => [
      name,
      form
        .getAll(name)
        .filter((value) => typeof value === "string")
        .join("\n")
        .slice(0, longest),
    ]),
  );
}
