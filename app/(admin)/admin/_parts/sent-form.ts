import { Zone } from "@securecart/core/zone";
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

/**
 * Returns the time zone that a form was rendered with: what was typed is meant in it, also when the shop has another one
 * by now. Returns `zone` when the form names none.
 */
function zoneIn(sent: Sent, zone: string) {
  const named = textOf(sent, "zone");
  return Zone.isZone(named) ? named : zone;
}

/** Message for a field that has no time. */
export const noTime = "Enter a date and a time, for example 2026-12-24 18:00.";

/**
 * Reads a field as a time in the time zone of its form, or else in `zone`, ISO 8601 UTC. Returns undefined for an empty
 * field, and null for what is no time.
 */
export function timeIn(sent: Sent, name: string, zone: string, edge: "start" | "end" = "start") {
  const typed = textOf(sent, name).replace(" ", "T");
  if (typed === "") return undefined;
  const { data: local } = Zone.LocalTime.safeParse(typed);
  return local === undefined ? null : Zone.instantOf(local, zoneIn(sent, zone), edge);
}

/** Reads what `timeIn` does, and calls `wrong` for what is no time. A field whose name begins with "ends" is an end. */
export function timeOr(sent: Sent, name: string, zone: string, wrong: (message: string) => void) {
  const at = timeIn(sent, name, zone, name.startsWith("ends") ? "end" : "start");
  if (at === null) wrong(noTime);
  return at ?? undefined;
}
