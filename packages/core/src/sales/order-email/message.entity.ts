import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** One message to a customer, once per order and kind. */
export const MessageEntity = new Entity(
  {
    model: { service: "securecart", entity: "message", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      kind: { type: "string", required: true },
      state: { type: ["sending", "sent"] as const, required: true },
      /** A sender that died is taken for dead after this. */
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
