import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Whose an e-mail address is. It is written with the customer: an address has one account, however many ask at once. */
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
