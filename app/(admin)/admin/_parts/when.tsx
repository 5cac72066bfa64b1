import { settings } from "#app/_lib/cached";
import { timeText } from "#app/_lib/time-text";

/** Renders a time in the shop's time zone. */
export async function When({ at }: { at: string }) {
  const { zone } = await settings("time");
  return (
    <time dateTime={at} className="md:whitespace-nowrap">
      {timeText(at, "minute", zone)}
    </time>
  );
}
