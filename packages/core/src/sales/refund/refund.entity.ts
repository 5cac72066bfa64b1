import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * pending: requested, not settled. succeeded: the money was returned. failed: it was not, and staff must act.
 * superseded: it failed and was settled by another refund.
 */
export const refundStates = ["pending", "succeeded", "failed", "superseded"] as const;

/** stripe: to the card. outside: paid another way, as a staff member recorded. */
export const refundMethods = ["stripe", "outside"] as const;

/** Place of the goods when the refund was made. canceled: the order ended, and its stock was released with it. */
const refundStages = ["unshipped", "shipped", "canceled"] as const;

/** Refund, written before Stripe is asked for it. Amount in minor units of the order's currency. */
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
            /** Units whose goods an earlier, failed refund had already moved. */
            settled: { type: "number" },
          },
        },
      },
      reason: { type: "string", required: true },
      actor: { type: "string", required: true },
      state: { type: refundStates, required: true },
      /**
       * Number of the try at Stripe. A try that Stripe answered with an error of its own would get that error again.
       */
      attempt: { type: "number", required: true },
      /** Number of checks that did not settle it: the pauses grow with it. */
      tries: { type: "number" },
      stripeRefundId: { type: "string" },
      /** Absent: to the card. */
      method: { type: refundMethods },
      /** Way of the payment outside Stripe: "Bank transfer 2026-11-30". */
      reference: { type: "string" },
      stage: { type: refundStages },
      /** The refund that settled this one after it failed. */
      supersededBy: { type: "string" },
      failure: { type: "string" },
      /** State before it failed: the customer got an email about one that had succeeded. */
      failedAfter: { type: ["pending", "succeeded"] as const },
      createdAt: { type: "string", required: true },
      /** Time when the sweeper asks Stripe again. */
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
