import { Promotion, type SharedTerms, type Standing } from "@securecart/core/promotion";
import { Zone } from "@securecart/core/zone";

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

/** Formats a time in a time zone, without the hour at midnight. */
function edge(iso: string, timeZone: string) {
  const isMidnight = Zone.localOf(iso, timeZone).endsWith("T00:00");
  const style = isMidnight
    ? ({ dateStyle: "medium" } as const)
    : ({ dateStyle: "medium", timeStyle: "short" } as const);
  return new Intl.DateTimeFormat("en-US", { ...style, timeZone }).format(new Date(iso));
}

/** Returns the dates of a discount in a time zone: "Until Dec 24, 2026". */
export function windowOf({ startsAt, endsAt }: Pick<SharedTerms, "startsAt" | "endsAt">, zone: string) {
  if (startsAt && endsAt) return `${edge(startsAt, zone)} – ${edge(endsAt, zone)}`;
  if (startsAt) return `From ${edge(startsAt, zone)}`;
  return endsAt ? `Until ${edge(endsAt, zone)}` : "Always";
}
