import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Mark of an order that is counted in the sales of its day, so that it is counted once. */
export const SaleEntity = new Entity(
  {
    model: { service: "securecart", entity: "sale", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      day: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byOrder: {
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
