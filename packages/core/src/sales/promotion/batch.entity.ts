import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { SharedTerms } from "./terms";

/** Codes that were created together with the same terms. The codes derive from the seed. */
export const BatchEntity = new Entity(
  {
    model: { service: "securecart", entity: "couponbatch", version: "1" },
    attributes: {
      batchId: { type: "string", required: true },
      prefix: { type: "string", required: true },
      seed: { type: "string", required: true },
      count: { type: "number", required: true },
      terms: { type: CustomAttributeType<SharedTerms>("any"), required: true },
      /** Work in progress on all codes: creating them, or giving them the status of `terms`. */
      task: { type: ["create", "pause", "resume", "archive", "restore"] as const, required: true },
      /** Number of codes that the task is done for; all when it is `count`. */
      done: { type: "number", required: true },
      /** Changes with each task. */
      version: { type: "number", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      updatedAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["batchId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
