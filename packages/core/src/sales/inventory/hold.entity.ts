import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * Hold of stock for a pending order until `expiresAt`. It exists exactly as long as its order is pending. The sweeper
 * reads the index by `checkAt`.
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
      /** Time of the sweeper's next check of the order. */
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
