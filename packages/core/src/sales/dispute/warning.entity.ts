import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Early fraud warning of Stripe: the card network reports a payment as fraud. */
export const WarningEntity = new Entity(
  {
    model: { service: "securecart", entity: "fraudwarning", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      /** Stripe's own id. */
      warningId: { type: "string", required: true },
      chargeId: { type: "string", required: true },
      intentId: { type: "string", required: true },
      fraudType: { type: "string", required: true },
      actionable: { type: "boolean", required: true },
      state: { type: ["open", "closed"] as const, required: true },
      warnedAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["warningId"] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["warnedAt", "warningId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
