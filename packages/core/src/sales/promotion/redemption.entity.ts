import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Counter } from "./counters";

/** Counts a coupon as used by an order, until the order ends before it ships. */
export const RedemptionEntity = new Entity(
  {
    model: { service: "securecart", entity: "redemption", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      code: { type: "string", required: true },
      customer: { type: "string", required: true },
      /** Counters that it adds to; both when absent. An automatic discount adds only to those that it has a limit of. */
      counted: { type: CustomAttributeType<Counter[]>("any") },
      state: { type: ["used", "given_back"] as const, required: true },
      at: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byOrder: {
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["code"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
