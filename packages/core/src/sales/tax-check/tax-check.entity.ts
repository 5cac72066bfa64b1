import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

export const checkStates = ["open", "proven", "closed"] as const;
export type CheckState = (typeof checkStates)[number];

/**
 * Order whose tax ID could not be checked when it was placed: "open" until the register gives a result, "proven" until
 * the tax is refunded, then "closed". The result is stored on the order.
 */
export const TaxCheckEntity = new Entity(
  {
    model: { service: "securecart", entity: "taxcheck", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      state: { type: checkStates, required: true },
      /** Number of checks since the order was placed. */
      checks: { type: "number", required: true },
      /** Time of the next check. */
      dueAt: { type: "string", required: true },
      createdAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "orderId"] },
      },
    },
  },
  Dynamo.config(),
);
