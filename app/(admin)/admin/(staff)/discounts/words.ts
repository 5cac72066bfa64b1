import { Promotion, type SharedTerms, type Standing } from "@securecart/core/promotion";

export const standingLabels: Record<Standing, string> = {
  active: "Active",
  paused: "Paused",
  scheduled: "Scheduled",
  ended: "Ended",
  used_up: "Used up",
  archived: "Archived",
};

/** Returns a discount in one line: "10% off, from $50.00, once per customer". */
export const termsInWords = (terms: SharedTerms) =>
  [Promotion.describeBenefit(terms), ...Promotion.describeConditions(terms)].join(", ");

/** Returns the uses of a discount. Those of an automatic one without a limit are not counted. */
export function usesOf({ code, used, limit }: { code: string; used: number; limit?: number | undefined }) {
  if (limit !== undefined) return `${used} of ${limit}`;
  return Promotion.isAutomatic(code) ? "Not counted" : `${used}`;
}

const day = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** Formats a time in UTC, without the hour at midnight. */
const moment = (iso: string) => (/T00:00:00/.test(iso) ? day : minute).format(new Date(iso));

/** Returns the dates of a discount in UTC: "Until Dec 24, 2026". */
export function windowOf({ startsAt, endsAt }: Pick<SharedTerms, "startsAt" | "endsAt">) {
  if (startsAt && endsAt) return `${moment(startsAt)} – ${moment(endsAt)}`;
  if (startsAt) return `From ${moment(startsAt)}`;
  return endsAt ? `Until ${moment(endsAt)}` : "Always";
}
