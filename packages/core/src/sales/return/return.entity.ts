import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { returnReasons } from "#platform/settings";

export const returnStates = ["requested", "approved", "declined", "received"] as const;

/** Return that a customer requested, and its outcome. */
export const ReturnEntity = new Entity(
  {
    model: { service: "securecart", entity: "return", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      returnId: { type: "string", required: true },
      lines: {
        type: "list",
        required: true,
        items: {
          type: "map",
          properties: {
            sku: { type: "string", required: true },
            quantity: { type: "number", required: true },
          },
        },
      },
      reason: { type: returnReasons, required: true },
      /** Note of the customer. */
      note: { type: "string" },
      state: { type: returnStates, required: true },
      /** Staff member who decided, and the answer to the customer. */
      actor: { type: "string" },
      answer: { type: "string" },
      decidedAt: { type: "string" },
      /** Refund of the return; none when all of it had been refunded before. */
      refundId: { type: "string" },
      /** Units that this return restocked in addition to those of its refund. */
      restocked: {
        type: "list",
        items: {
          type: "map",
          properties: {
            sku: { type: "string", required: true },
            quantity: { type: "number", required: true },
          },
        },
      },
      createdAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["returnId"] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["createdAt", "returnId"] },
      },
    },
  },
  Dynamo.config(),
);
