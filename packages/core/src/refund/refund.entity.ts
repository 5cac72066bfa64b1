import { Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";

export const refundStates = ["pending", "succeeded", "failed"] as const;

/** Money on its way back, written before Stripe is asked for it. Amount in minor units of the order's currency. */
export const RefundEntity = new Entity(
  {
    model: { service: "securecart", entity: "refund", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      refundId: { type: "string", required: true },
      amount: { type: "number", required: true },
      lines: {
        type: "list",
        required: true,
        items: {
          type: "map",
          properties: {
            sku: { type: "string", required: true },
            quantity: { type: "number", required: true },
            restock: { type: "boolean", required: true },
          },
        },
      },
      reason: { type: "string", required: true },
      actor: { type: "string", required: true },
      state: { type: refundStates, required: true },
      /** Which try at asking Stripe: a try that Stripe answered with an error of its own keeps that answer. */
      attempt: { type: "number", required: true },
      stripeRefundId: { type: "string" },
      failure: { type: "string" },
      createdAt: { type: "string", required: true },
      /** When the sweeper asks Stripe again. */
      dueAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["refundId"] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "refundId"] },
      },
    },
  },
  Dynamo.config(),
);
