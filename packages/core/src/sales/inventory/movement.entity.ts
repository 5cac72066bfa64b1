import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** One change of what is on hand. On hand is the sum of a SKU's movements. The reference makes each happen once. */
export const MovementEntity = new Entity(
  {
    model: { service: "securecart", entity: "movement", version: "1" },
    attributes: {
      sku: { type: "string", required: true },
      reference: { type: "string", required: true },
      kind: { type: ["received", "sale", "return", "write_off", "adjustment"] as const, required: true },
      quantity: { type: "number", required: true },
      cause: { type: "string", required: true },
      /** Staff member who made the change, if staff did. */
      actor: { type: "string" },
      at: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      bySku: {
        pk: { field: indexes.primary.pk, composite: ["sku"] },
        sk: { field: indexes.primary.sk, composite: ["reference"], casing: "none" },
      },
      byTime: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["sku"] },
        sk: { field: indexes.gsi1.sk, composite: ["at", "reference"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
