import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Latest start or end of a sale that rendered pages show. */
export const ShownEntity = new Entity(
  {
    model: { service: "securecart", entity: "pricesshown", version: "1" },
    attributes: {
      board: { type: "string", required: true },
      at: { type: "string", required: true },
    },
    indexes: {
      byName: {
        pk: { field: indexes.primary.pk, composite: ["board"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
