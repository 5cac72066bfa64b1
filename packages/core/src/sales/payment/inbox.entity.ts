import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** A webhook of Stripe as it came in, kept raw, done once: its event id is the key. */
export const InboxEntity = new Entity(
  {
    model: { service: "securecart", entity: "stripeevent", version: "1" },
    attributes: {
      eventId: { type: "string", required: true },
      shard: { type: "number", required: true },
      type: { type: "string", required: true },
      /** The body as signed, so that it can be proved and played again. */
      body: { type: "string", required: true },
      /** `unanswerable`: tried in vain, for a person to look at. */
      state: { type: ["received", "done", "unanswerable"] as const, required: true },
      /** How often it has failed, and what was answered the last time. */
      tries: { type: "number" },
      refusal: { type: "string" },
      /** Since when it is tried, where a person had it tried anew. */
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
