import type { SharedTerms } from "./terms";

/** States of a discount as the merchant sees them. */
export const standings = ["active", "paused", "scheduled", "ended", "used_up", "archived"] as const;
export type Standing = (typeof standings)[number];

type Stands = Pick<SharedTerms, "status" | "startsAt" | "endsAt" | "limit"> & { used: number };

/** Returns the state of a discount at a time. Pure. */
export function standingOf({ status, startsAt, endsAt, limit, used }: Stands, now: string): Standing {
  if (status !== "active") return status;
  if (endsAt && Date.parse(now) >= Date.parse(endsAt)) return "ended";
  if (limit !== undefined && used >= limit) return "used_up";
  return startsAt && Date.parse(now) < Date.parse(startsAt) ? "scheduled" : "active";
}
