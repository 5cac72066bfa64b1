import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Mark of an order whose products are counted as companions, so that it is counted once. */
export const CountedOrderEntity = new Entity(
  {
    model: { service: "securecart", entity: "countedorder", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
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
