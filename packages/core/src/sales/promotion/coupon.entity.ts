import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Terms } from "./terms";

/** Coupon: its terms, and how many orders use it. Never deleted: orders refer to it. */
export const CouponEntity = new Entity(
  {
    model: { service: "securecart", entity: "coupon", version: "1" },
    attributes: {
      code: { type: "string", required: true },
      shard: { type: "number", required: true },
      terms: { type: CustomAttributeType<Terms>("any"), required: true },
      /** Changes with the terms, so that no order is placed under old terms. */
      version: { type: "number", required: true },
      used: { type: "number", required: true },
      /** Batch that the code was created in, if any. */
      batchId: { type: "string" },
      /** Set once the admin's list has a row of the coupon or of its batch; older coupons lack it. */
      listed: { type: "boolean" },
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
