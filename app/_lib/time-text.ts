/** Precision of a shown moment: its day, or also its time and zone. */
export type Precision = "day" | "minute";

const looks: Record<Precision, Intl.DateTimeFormatOptions> = {
  day: { dateStyle: "medium" },
  minute: {
    ...{ month: "short", day: "numeric", year: "numeric" },
    ...{ hour: "numeric", minute: "2-digit", timeZoneName: "short" },
  },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the format of a look in a time zone. Making one costs more than using it a hundred times. */
function formatOf(precision: Precision, timeZone?: string) {
  const key = `${precision} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { ...looks[precision], ...(timeZone && { timeZone }) });
  formats.set(key, made);
  return made;
}

/** Formats a moment in a time zone, in the browser's own without one: "Dec 3, 2026, 4:12 PM UTC". */
export const timeText = (at: string, precision: Precision, timeZone?: string) =>
  formatOf(precision, timeZone).format(new Date(at));
