import { ListingEntity } from "./listing.entity";
import type { SharedTerms } from "./terms";

type Named = { key: string; kind: "code" | "batch"; name: string; createdAt: string };

/** Returns the write of the row of a coupon or a batch in the admin's list. */
export const listed = ({ status, startsAt, endsAt, limit }: SharedTerms, named: Named) =>
  ListingEntity.put({
    ...named,
    list: status === "archived" ? "archived" : "current",
    isPaused: status === "paused",
    hasLimit: limit !== undefined,
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
  });
