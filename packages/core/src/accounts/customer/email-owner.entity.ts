import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Customer of an email address. Written with the customer, so that an address never has two accounts. */
export const EmailOwnerEntity = new Entity(
  {
    model: { service: "securecart", entity: "emailowner", version: "1" },
    attributes: {
      email: { type: "string", required: true },
      customerId: { type: "string", required: true },
    },
    indexes: {
      byEmail: {
        pk: { field: indexes.primary.pk, composite: ["email"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
