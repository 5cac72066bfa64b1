import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * Row of the admin's list of discounts: a coupon, or a batch of codes. It has what the list is filtered by and never the
 * uses, so that redeeming a coupon writes no row that all coupons share an index partition with.
 */
export const ListingEntity = new Entity(
  {
    model: { service: "securecart", entity: "couponlisting", version: "1" },
    attributes: {
      /** Code of a coupon, or id of a batch. */
      key: { type: "string", required: true },
      kind: { type: ["code", "batch"] as const, required: true },
      /** Code, or prefix of a batch; lists are searched by its beginning. */
      name: { type: "string", required: true },
      list: { type: ["current", "archived"] as const, required: true },
      isPaused: { type: "boolean", required: true },
      hasLimit: { type: "boolean", required: true },
      startsAt: { type: "string" },
      endsAt: { type: "string" },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byKey: {
        pk: { field: indexes.primary.pk, composite: ["key"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byTime: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["list"] },
        sk: { field: indexes.gsi1.sk, composite: ["createdAt", "key"], casing: "none" },
      },
      byName: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["list"] },
        sk: { field: indexes.gsi2.sk, composite: ["name", "key"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
