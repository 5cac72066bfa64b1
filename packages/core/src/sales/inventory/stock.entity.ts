import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * Units of a SKU that are `available` for sale, `held` for pending orders, and `allocated` to orders that are paid and
 * not yet shipped. On hand, the count in the warehouse, is their sum. None is ever below zero: each write that
 * subtracts has the condition that enough units are left.
 */
export const StockEntity = new Entity(
  {
    model: { service: "securecart", entity: "stock", version: "1" },
    attributes: {
      sku: { type: "string", required: true },
      available: { type: "number", required: true },
      held: { type: "number", required: true },
      /** Absent on rows from before goods were allocated: none are. */
      allocated: { type: "number" },
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
