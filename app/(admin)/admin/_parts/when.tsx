import { settings } from "#app/_lib/cached";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the format of a time in a time zone, which is named: "Nov 30, 2026, 10:15 PM GMT+1". */
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

/** Renders a time in the shop's time zone. */
export async function When({ at }: { at: string }) {
  const { zone } = await settings("time");
  return (
    <time dateTime={at} className="md:whitespace-nowrap">
      {formatIn(zone).format(new Date(at))}
    </time>
  );
}
