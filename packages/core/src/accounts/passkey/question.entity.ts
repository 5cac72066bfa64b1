import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** What a browser was asked to sign, until it answers: an answer takes the row away, so that there is only one. */
export const QuestionEntity = new Entity(
  {
    model: { service: "securecart", entity: "passkeyquestion", version: "1" },
    attributes: {
      challengeId: { type: "string", required: true },
      kind: { type: ["registration", "authentication"] as const, required: true },
      challenge: { type: "string", required: true },
      /** Who is asked; absent when a passkey shall say it. */
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
