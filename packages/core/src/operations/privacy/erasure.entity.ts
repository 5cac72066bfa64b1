import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

const stages = ["access", "orders", "carts", "stripe", "account", "sweep", "done"] as const;

/**
 * Somebody's wish to be forgotten, and how far it has come: whoever goes on with it, after whatever crash, begins where
 * it stands. What it looks for is sealed, and gone when it is done; what stays is the certificate.
 */
export const ErasureEntity = new Entity(
  {
    model: { service: "securecart", entity: "erasure", version: "1" },
    attributes: {
      erasureId: { type: "string", required: true },
      state: { type: ["open", "done"] as const, required: true },
      stage: { type: stages, required: true },
      /** Whom it is about, and where the sweep stands; encrypted. */
      sealed: { type: "string" },
      /** A plain digest of the customer's id: whoever knows the id can check it. */
      subject: { type: "string", required: true },
      /** Rows deleted or changed so far, by kind. */
      counts: { type: "any", required: true },
      /** Moves with each step, so that two who go on at once never count twice. */
      version: { type: "number", required: true },
      startedAt: { type: "string", required: true },
      /** When the sweeper goes on with it. */
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
