import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * What an open order keeps from other shoppers, and until when. It exists exactly as long as its order is pending;
 * the index by `checkAt` is what the sweeper reads.
 */
export const HoldEntity = new Entity(
  {
    model: { service: "securecart", entity: "hold", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      shard: { type: "number", required: true },
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
      expiresAt: { type: "string", required: true },
      /** When the sweeper looks at the order next. */
      checkAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      due: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["shard"] },
        sk: { field: indexes.gsi2.sk, composite: ["checkAt", "orderId"] },
      },
    },
  },
  Dynamo.config(),
);
