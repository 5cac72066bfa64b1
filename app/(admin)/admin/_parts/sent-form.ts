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
