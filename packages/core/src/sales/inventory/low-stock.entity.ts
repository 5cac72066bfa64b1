import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Mark of a SKU of which few units are for sale; exists as long as that is so. The fewest units sort first. */
export const LowStockEntity = new Entity(
  {
    model: { service: "securecart", entity: "lowstock", version: "1" },
    attributes: {
      sku: { type: "string", required: true },
      available: { type: "number", required: true, padding: { length: 4, char: "0" } },
    },
    indexes: {
      bySku: {
        pk: { field: indexes.primary.pk, composite: ["sku"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      all: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: [] },
        sk: { field: indexes.gsi2.sk, composite: ["available", "sku"] },
      },
    },
  },
  Dynamo.config(),
);
