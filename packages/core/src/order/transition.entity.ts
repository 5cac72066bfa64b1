import { Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";
import { statuses } from "./status";

/** One step of an order's life: together they are its timeline. Written with the step, never changed. */
export const TransitionEntity = new Entity(
  {
    model: { service: "securecart", entity: "transition", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      at: { type: "string", required: true },
      status: { type: statuses, required: true },
      actor: { type: "string", required: true },
      cause: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["at", "status"] },
      },
    },
  },
  Dynamo.config(),
);
