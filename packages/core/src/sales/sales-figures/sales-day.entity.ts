import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { type SaleCurrency, saleCurrencies } from "#platform/money";

const amounts = Object.fromEntries(
  saleCurrencies.map((currency) => [currency, { type: "number" }]),
) as Record<SaleCurrency, { type: "number" }>;

/** Sales of a day in the time zone that the shop had, one counter for each shard of the orders. Amounts in minor units of their currency. */
export const SalesDayEntity = new Entity(
  {
    model: { service: "securecart", entity: "salesday", version: "1" },
    attributes: {
      day: { type: "string", required: true },
      shard: { type: "number", required: true },
      orders: { type: "number" },
      ...amounts,
    },
    indexes: {
      byDay: {
        pk: { field: indexes.primary.pk, composite: ["day", "shard"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
