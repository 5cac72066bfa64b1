import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

export const disputeStates = ["open", "closed"] as const;

/** Dispute at Stripe: a cardholder asked their bank for the money back. Amounts in minor units of `currency`. */
export const DisputeEntity = new Entity(
  {
    model: { service: "securecart", entity: "dispute", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      /** Stripe's own id. */
      disputeId: { type: "string", required: true },
      chargeId: { type: "string", required: true },
      intentId: { type: "string", required: true },
      amount: { type: "number", required: true },
      currency: { type: "string", required: true },
      reason: { type: "string", required: true },
      /** In Stripe's words: needs_response, under_review, won, lost, warning_needs_response and so on. */
      status: { type: "string", required: true },
      state: { type: disputeStates, required: true },
      withdrawn: { type: "number", required: true },
      reinstated: { type: "number", required: true },
      evidenceDueAt: { type: "string" },
      openedAt: { type: "string", required: true },
      closedAt: { type: "string" },
      /** Sorts the lists: an open dispute by the time its evidence is due, a closed one by the time it closed. */
      dueAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["disputeId"] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "disputeId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
