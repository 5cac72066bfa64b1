import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Entry of a customer's address book, under the customer's key: both are read in one request. */
export const AddressEntity = new Entity(
  {
    model: { service: "securecart", entity: "address", version: "1" },
    attributes: {
      customerId: { type: "string", required: true },
      addressId: { type: "string", required: true },
      /** Name of the recipient. */
      name: { type: "string", required: true },
      phone: { type: "string" },
      line1: { type: "string", required: true },
      line2: { type: "string" },
      city: { type: "string", required: true },
      region: { type: "string" },
      postalCode: { type: "string", required: true },
      country: { type: "string", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byCustomer: {
        collection: "account",
        pk: { field: indexes.primary.pk, composite: ["customerId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["addressId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
