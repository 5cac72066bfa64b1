import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Terms } from "./terms";

/** A coupon: what the merchant said of it, and how many orders have it. Never deleted: orders point at it. */
export const CouponEntity = new Entity(
  {
    model: { service: "securecart", entity: "coupon", version: "1" },
    attributes: {
      code: { type: "string", required: true },
      shard: { type: "number", required: true },
      terms: { type: CustomAttributeType<Terms>("any"), required: true },
      /** Moves when the terms do, so that an order is never placed on terms that have changed. */
      version: { type: "number", required: true },
      used: { type: "number", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      updatedAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byCode: {
        pk: { field: indexes.primary.pk, composite: ["code"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      all: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["shard"] },
        sk: { field: indexes.gsi2.sk, composite: ["code"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
