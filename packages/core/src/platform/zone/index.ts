import { Temporal } from "temporal-polyfill";
import { z } from "zod";

export * as Zone from "./index";

/** Tells whether a text is the IANA name of a time zone, such as "Europe/Berlin". */
export const isZone = (text: string) => text === "UTC" || Intl.supportedValuesOf("timeZone").includes(text);

/** Time without a zone, as a form has it: "2026-10-25T02:30". */
export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, "Enter a date and a time.")
  .refine((text) => parsed(text) !== null, "Enter a date that exists.");

/**
 * Returns the moment of a local time in a time zone, ISO 8601 UTC. A time that the clocks skip is the one that they show
 * instead (02:30 is 03:30). Of a time that occurs twice, a start means the first and an end the second, so that a sale
 * lasts for all of the time that was announced. Throws a RangeError for what is no time or zone.
 */
export function instantOf(local: string, zone: string, edge: "start" | "end"): string {
  const plain = Temporal.PlainDateTime.from(local);
  const isTwice =
    plain.toZonedDateTime(zone, { disambiguation: "earlier" }).epochMilliseconds !==
    plain.toZonedDateTime(zone, { disambiguation: "later" }).epochMilliseconds;
  const chosen = plain.toZonedDateTime(zone, { disambiguation: "later" });
  const isSkipped = isTwice && !chosen.toPlainDateTime().equals(plain);
  const disambiguation = edge === "end" || isSkipped ? "later" : "earlier";
  return new Date(plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds).toISOString();
}

/** Returns the local time of a moment in a time zone, as a form shows it: seconds only when there are any. */
export function localOf(instant: string, zone: string): string {
  const text = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString();
  return text.slice(0, /:00(\.|$)/.test(text.slice(16)) ? 16 : 19);
}

function parsed(text: string) {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" });
  } catch {
    return null;
  }
}
