import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { statuses } from "./status";

/** One step of an order. All steps are its timeline. Written with the step, never changed. */
export const TransitionEntity = new Entity(
  {
    model: { service: "securecart", entity: "transition", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      at: { type: "string", required: true },
      status: { type: statuses, required: true },
      actor: { type: "string", required: true },
      cause: { type: "string", required: true },
      /** Keys to find the order by; on its first step only. */
      number: { type: "string" },
      buyer: { type: "string" },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["at", "status"] },
      },
      byNumber: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["number"] },
        sk: { field: indexes.gsi1.sk, composite: ["at", "orderId"] },
      },
      byBuyer: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["buyer"], casing: "none" },
        sk: { field: indexes.gsi2.sk, composite: ["at", "orderId"] },
      },
    },
  },
  Dynamo.config(),
);
