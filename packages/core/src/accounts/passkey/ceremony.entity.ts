import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Registration or authentication that a browser has begun. Its response deletes the row, so that there is only one. */
export const CeremonyEntity = new Entity(
  {
    model: { service: "securecart", entity: "passkeyquestion", version: "1" },
    attributes: {
      challengeId: { type: "string", required: true },
      kind: { type: ["registration", "authentication"] as const, required: true },
      challenge: { type: "string", required: true },
      /** Id of the owner; absent when the passkey is to name it. */
      subject: { type: "string" },
      endsAt: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["challengeId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
