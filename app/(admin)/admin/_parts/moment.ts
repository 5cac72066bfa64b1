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

/** Formats a time in a time zone, with the name of the offset: "Oct 25, 2026, 2:30 AM GMT+2". */
export const moment = (iso: string, zone: string) => formatIn(zone).format(new Date(iso));
