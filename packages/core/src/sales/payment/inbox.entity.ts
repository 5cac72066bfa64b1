import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Webhook of Stripe, stored raw and handled once: its event id is the key. */
export const InboxEntity = new Entity(
  {
    model: { service: "securecart", entity: "stripeevent", version: "1" },
    attributes: {
      eventId: { type: "string", required: true },
      shard: { type: "number", required: true },
      type: { type: "string", required: true },
      /** Body as signed, so that it can be verified and handled again. */
      body: { type: "string", required: true },
      /** `unanswerable`: all tries failed, and staff must look at it. */
      state: { type: ["received", "done", "unanswerable"] as const, required: true },
      /** Number of failures, and the last failure. */
      tries: { type: "number" },
      refusal: { type: "string" },
      /** Start of the tries, if staff restarted them. */
      startedAt: { type: "string" },
      outcome: { type: "string" },
      receivedAt: { type: "string", required: true },
      dueAt: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["eventId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      due: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state", "shard"] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "eventId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
