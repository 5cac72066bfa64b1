import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

export const purposes = ["sign_up", "sign_in", "reset", "email_change", "order_lookup"] as const;

/**
 * Something that is done once a letter's code or link comes back. Neither stands here: both are made from the id with a
 * key, so that whoever reads the table has none of them, and a letter that is sent again says the same.
 */
export const ChallengeEntity = new Entity(
  {
    model: { service: "securecart", entity: "challenge", version: "1" },
    attributes: {
      challengeId: { type: "string", required: true },
      purpose: { type: purposes, required: true },
      email: { type: "string", required: true },
      /** What is done with it later, such as the name and the hashed password of an account to be made. */
      carries: {
        type: "map",
        properties: {
          name: { type: "string" },
          passwordHash: { type: "string" },
          customerId: { type: "string" },
          /** The one order that is looked for. */
          orderNumber: { type: "string" },
          /** The address before an address is changed. */
          before: { type: "string" },
        },
      },
      triesLeft: { type: "number", required: true },
      /** Only what was mailed can be answered. */
      armedAt: { type: "string" },
      sentAt: { type: "string" },
      usedAt: { type: "string" },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      expiresAt: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["challengeId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byEmail: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["email"], casing: "none" },
        sk: { field: indexes.gsi1.sk, composite: ["createdAt", "challengeId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
