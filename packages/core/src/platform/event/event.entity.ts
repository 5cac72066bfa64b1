import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";

/**
 * Event of the outbox, written in the transaction that causes it. It waits until every consumer has handled it; one that
 * waits too long is sent again.
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
      detail: { type: CustomAttributeType<Record<string, unknown>>("any"), required: true },
      /** Consumers (queues) that have not handled it yet. */
      waiting: { type: "set", items: "string" },
      /** `stuck`: a consumer has failed for three days, and a person must look. */
      state: { type: ["waiting", "done", "stuck"] as const, required: true },
      /** Time at which it is sent again. */
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
