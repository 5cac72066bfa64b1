import type { Sale, Standing } from "@securecart/core/price";
import { moment } from "#app/(admin)/admin/_parts/moment";

export const standingLabels: Record<Standing, string> = {
  scheduled: "Scheduled",
  running: "Running",
  ended: "Ended",
  stopped: "Stopped",
};

/** Returns the dates of a sale in the shop's time zone. */
export function windowOf({ terms: { startsAt, endsAt } }: Pick<Sale, "terms">, zone: string) {
  return endsAt
    ? `${moment(startsAt, zone)} – ${moment(endsAt, zone)}`
    : `From ${moment(startsAt, zone)}, until it is stopped`;
}
