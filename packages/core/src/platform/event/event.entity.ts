import { Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";

/**
 * Something that happened, written in the transaction that made it happen (the outbox). It waits until each consumer
 * has done its part; what waits too long is sent again.
 */
export const EventEntity = new Entity(
  {
    model: { service: "securecart", entity: "event", version: "1" },
    attributes: {
      eventId: { type: "string", required: true },
      shard: { type: "number", required: true },
      type: { type: "string", required: true },
      schema: { type: "number", required: true },
      at: { type: "string", required: true },
      detail: { type: "any", required: true },
      /** Consumers (queues) that have not yet done their part. */
      waiting: { type: "set", items: "string" },
      /** `stuck`: some consumer failed for days, and it is left to a person. */
      state: { type: ["waiting", "done", "stuck"] as const, required: true },
      /** When to send it again. */
      dueAt: { type: "string", required: true },
      ttl: { type: "number" },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["eventId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      due: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state", "shard"] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "eventId"] },
      },
    },
  },
  Dynamo.config(),
);
