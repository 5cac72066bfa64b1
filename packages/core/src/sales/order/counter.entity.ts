import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Counter of order numbers. Written once for every ten numbers, outside of the transaction of an order. */
export const CounterEntity = new Entity(
  {
    model: { service: "securecart", entity: "counter", version: "1" },
    attributes: {
      name: { type: "string", required: true },
      count: { type: "number" },
    },
    indexes: {
      byName: {
        pk: { field: indexes.primary.pk, composite: ["name"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
