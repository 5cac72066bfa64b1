import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

const keptSeconds = 90 * 24 * 3600;

/** Quantity of a SKU in a cart. It has no price: prices are read when the cart is shown. */
export const LineEntity = new Entity(
  {
    model: { service: "securecart", entity: "line", version: "1" },
    attributes: {
      cartId: { type: "string", required: true },
      sku: { type: "string", required: true },
      quantity: { type: "number", required: true },
      addedAt: { type: "string", required: true },
      ttl: {
        type: "number",
        required: true,
        default: () => Clock.seconds(keptSeconds),
        watch: "*",
        set: () => Clock.seconds(keptSeconds),
      },
    },
    indexes: {
      byCart: {
        collection: "cart",
        pk: { field: indexes.primary.pk, composite: ["cartId"] },
        sk: { field: indexes.primary.sk, composite: ["sku"] },
      },
    },
  },
  Dynamo.config(),
);
