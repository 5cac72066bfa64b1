import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Person with an account, whose email address is confirmed. */
export const CustomerEntity = new Entity(
  {
    model: { service: "securecart", entity: "customer", version: "1" },
    attributes: {
      customerId: { type: "string", required: true },
      /** Normalized, see `Customer.Email`. */
      email: { type: "string", required: true },
      /** Earlier email addresses and when each was replaced: an erasure covers their data as well. */
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
      /** Argon2id; absent for a customer who only signs in with Google. */
      passwordHash: { type: "string" },
      verifiedAt: { type: "string", required: true },
      cartId: { type: "string", required: true },
      stripeCustomerId: { type: "string" },
      defaultAddressId: { type: "string" },
      /** External accounts that sign in to this one: `google:<subject>`. */
      identities: { type: "set", items: "string" },
      /** Customer groups by id; absent for a customer of none. */
      groups: { type: "set", items: "string" },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      /** Time of the last reset or change of the password: links of earlier emails no longer work. */
      passwordAt: { type: "string" },
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
