import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Number of a customer's orders that use a coupon. The customer is a keyed digest: no address is stored. */
export const CustomerUseEntity = new Entity(
  {
    model: { service: "securecart", entity: "customeruse", version: "1" },
    attributes: {
      code: { type: "string", required: true },
      customer: { type: "string", required: true },
      used: { type: "number", required: true },
    },
    indexes: {
      byCustomer: {
        pk: { field: indexes.primary.pk, composite: ["code", "customer"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
