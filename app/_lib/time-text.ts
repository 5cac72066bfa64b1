/** Precision of a shown moment: its day, or also its time and zone. */
export type Precision = "day" | "minute";

const looks: Record<Precision, Intl.DateTimeFormatOptions> = {
  day: { dateStyle: "medium" },
  minute: {
    ...{ month: "short", day: "numeric", year: "numeric" },
    ...{ hour: "numeric", minute: "2-digit", timeZoneName: "short" },
  },
};

/** Formats a moment in a time zone, in the browser's own without one: "Dec 3, 2026, 4:12 PM UTC". */
export const timeText = (at: string, precision: Precision, timeZone?: string) =>
  new Intl.DateTimeFormat("en-US", { ...looks[precision], ...(timeZone && { timeZone }) }).format(
    new Date(at),
  );
