import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Counts } from "./counts";

const stages = ["access", "orders", "carts", "stripe", "account", "sweep", "done"] as const;

/**
 * Erasure of a customer and its progress: after a crash, any process continues from the recorded stage. What it looks for
 * is sealed, and deleted when it is done; the certificate stays.
 */
export const ErasureEntity = new Entity(
  {
    model: { service: "securecart", entity: "erasure", version: "1" },
    attributes: {
      erasureId: { type: "string", required: true },
      state: { type: ["open", "done"] as const, required: true },
      stage: { type: stages, required: true },
      /** The data subject and the position of the sweep, encrypted. */
      sealed: { type: "string" },
      /** A plain digest of the customer's id, which can be checked with the id. */
      subject: { type: "string", required: true },
      counts: { type: CustomAttributeType<Counts>("any"), required: true },
      /** Increases with each step, so that two processes never count a step twice. */
      version: { type: "number", required: true },
      startedAt: { type: "string", required: true },
      /** Time from which the sweeper continues it. */
      dueAt: { type: "string", required: true },
      doneAt: { type: "string" },
      certificate: { type: "string" },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["erasureId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "erasureId"] },
      },
    },
  },
  Dynamo.config(),
);
