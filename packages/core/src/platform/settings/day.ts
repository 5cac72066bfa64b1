const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the day of a moment in a time zone: "2026-03-29". */
export function dayIn(zone: string, iso: string) {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(zone, format);
  const parts = Object.fromEntries(
    format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** Returns the day so many days before a day. Days are those of a calendar, so a change of the clocks has no effect. */
export function dayBefore(day: string, days: number) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

const minutes = 60_000;

/** Step of the search for the beginning of a day: offsets of time zones are multiples of it. */
const step = 15 * minutes;

/**
 * Returns the moment at which a day begins in a time zone, ISO 8601 UTC. That is not midnight where the clocks skip it. A
 * day that a zone skipped begins and ends with the next one.
 */
export function startOfDay(zone: string, day: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  let before = (noon - 28 * 60 * minutes) / step;
  let after = (noon + 16 * 60 * minutes) / step;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayIn(zone, new Date(middle * step).toISOString()) < day) before = middle;
    else after = middle;
  }
  return new Date(after * step).toISOString();
}

/** Returns the moments at which the first of some days begins, and the last one ends, in a time zone. */
export const momentsOf = (zone: string, { from, to }: { from: string; to: string }) => ({
  from: startOfDay(zone, from),
  until: startOfDay(zone, dayBefore(to, -1)),
});
