import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { queueNames } from "./queues";

/** Message that its handler could not handle. Expires after staff resent or discarded it. */
export const FailedMessageEntity = new Entity(
  {
    model: { service: "securecart", entity: "failedmessage", version: "1" },
    attributes: {
      failedId: { type: "string", required: true },
      queue: { type: queueNames, required: true },
      body: { type: "string", required: true },
      /** Trace of its sender. */
      trace: { type: "string" },
      /** Number of times that its handler received it. */
      received: { type: "number", required: true },
      sentAt: { type: "string", required: true },
      keptAt: { type: "string", required: true },
      state: { type: ["open", "resent", "discarded"] as const, required: true },
      /** End of the lease of the process that resends it. */
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
