import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

export const purposes = ["sign_up", "sign_in", "reset", "email_change", "order_lookup"] as const;

/**
 * A task that is done once the code or the link of an email comes back. Neither is stored: both are derived from the id
 * with a key, so that the table does not reveal them, and an email that is sent again carries the same ones.
 */
export const ChallengeEntity = new Entity(
  {
    model: { service: "securecart", entity: "challenge", version: "1" },
    attributes: {
      challengeId: { type: "string", required: true },
      purpose: { type: purposes, required: true },
      email: { type: "string", required: true },
      /** Input of the task, such as the name and the hashed password of an account to create. */
      carries: {
        type: "map",
        properties: {
          name: { type: "string" },
          passwordHash: { type: "string" },
          customerId: { type: "string" },
          /** Number of the only order to look up. */
          orderNumber: { type: "string" },
          /** Present email address, when the address is to change. */
          before: { type: "string" },
        },
      },
      triesLeft: { type: "number", required: true },
      /** Time since which code and link are accepted: just before the email is sent. */
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
