import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** A message that no handler could handle, kept until staff have dealt with it, and a while after. */
export const FailedMessageEntity = new Entity(
  {
    model: { service: "securecart", entity: "failedmessage", version: "1" },
    attributes: {
      failedId: { type: "string", required: true },
      queue: { type: "string", required: true },
      body: { type: "string", required: true },
      /** The trace that its sender worked in. */
      trace: { type: "string" },
      /** How often it was received before it was kept. */
      received: { type: "number", required: true },
      sentAt: { type: "string", required: true },
      keptAt: { type: "string", required: true },
      state: { type: ["open", "resent", "discarded"] as const, required: true },
      /** Somebody is sending it again until then. */
      claimedUntil: { type: "string" },
      ttl: { type: "number" },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["failedId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["sentAt", "failedId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
