import type { Sale, Standing } from "@securecart/core/price";

export const standingLabels: Record<Standing, string> = {
  scheduled: "Scheduled",
  running: "Running",
  ended: "Ended",
  stopped: "Stopped",
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string) {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  formats.set(timeZone, format);
  return format;
}

/** Formats a time in the shop's time zone, with the name of the offset: "Oct 25, 2026, 2:30 AM GMT+2". */
const moment = (iso: string, zone: string) => formatIn(zone).format(new Date(iso));

/** Returns the dates of a sale in the shop's time zone. */
export function windowOf({ terms: { startsAt, endsAt } }: Pick<Sale, "terms">, zone: string) {
  return endsAt
    ? `${moment(startsAt, zone)} – ${moment(endsAt, zone)}`
    : `From ${moment(startsAt, zone)}, until it is stopped`;
}
