import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** An email or SMS to a customer, once per order and kind. */
export const MessageEntity = new Entity(
  {
    model: { service: "securecart", entity: "message", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      kind: { type: "string", required: true },
      state: { type: ["sending", "sent"] as const, required: true },
      /** End of the lease of the process that sends it. */
      leaseUntil: { type: "string", required: true },
      messageId: { type: "string" },
      at: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["kind"] },
      },
    },
  },
  Dynamo.config(),
);
