import type { Sale, Standing } from "@securecart/core/price";
import { timeText } from "#app/_lib/time-text";

export const standingLabels: Record<Standing, string> = {
  scheduled: "Scheduled",
  running: "Running",
  ended: "Ended",
  stopped: "Stopped",
};

/** Returns the dates of a sale in the shop's time zone. */
export function windowOf({ terms: { startsAt, endsAt } }: Pick<Sale, "terms">, zone: string) {
  const edge = (at: string) => timeText(at, "minute", zone);
  return endsAt ? `${edge(startsAt)} – ${edge(endsAt)}` : `From ${edge(startsAt)}, until it is stopped`;
}
