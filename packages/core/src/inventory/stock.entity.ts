import { Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";

/**
 * How many of a SKU can be sold and how many are held for open orders; on hand is their sum. Neither is ever below
 * zero: each write that takes away carries the condition that enough is there.
 */
export const StockEntity = new Entity(
  {
    model: { service: "securecart", entity: "stock", version: "1" },
    attributes: {
      sku: { type: "string", required: true },
      available: { type: "number", required: true },
      held: { type: "number", required: true },
    },
    indexes: {
      bySku: {
        pk: { field: indexes.primary.pk, composite: ["sku"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
