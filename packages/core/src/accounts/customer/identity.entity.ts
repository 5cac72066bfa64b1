import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** External account that signs in to an account here. Its tokens are not stored. */
export const IdentityEntity = new Entity(
  {
    model: { service: "securecart", entity: "identity", version: "1" },
    attributes: {
      provider: { type: ["google"] as const, required: true },
      /** Id at the provider: it never changes, unlike an email address. */
      subject: { type: "string", required: true },
      customerId: { type: "string", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      bySubject: {
        pk: { field: indexes.primary.pk, composite: ["provider", "subject"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
