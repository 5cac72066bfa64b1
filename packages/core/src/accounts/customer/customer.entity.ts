import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Somebody with an account: their e-mail address is theirs, or this row would not be here. */
export const CustomerEntity = new Entity(
  {
    model: { service: "securecart", entity: "customer", version: "1" },
    attributes: {
      customerId: { type: "string", required: true },
      /** In its one spelling, see `Customer.Email`. */
      email: { type: "string", required: true },
      /** Addresses that were theirs, until when: what still stands under one of them is erased with them. */
      former: {
        type: "list",
        items: {
          type: "map",
          properties: {
            email: { type: "string", required: true },
            until: { type: "string", required: true },
          },
        },
      },
      name: { type: "string", required: true },
      phone: { type: "string" },
      /** Argon2id; somebody who comes by Google may have none. */
      passwordHash: { type: "string" },
      verifiedAt: { type: "string", required: true },
      cartId: { type: "string", required: true },
      stripeCustomerId: { type: "string" },
      defaultAddressId: { type: "string" },
      /** Accounts elsewhere that open this one: `google:<subject>`. */
      identities: { type: "set", items: "string" },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      version: { type: "number", required: true },
    },
    indexes: {
      byId: {
        collection: "account",
        pk: { field: indexes.primary.pk, composite: ["customerId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
