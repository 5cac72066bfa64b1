import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** How far a job has read another service's list: where the next run goes on. */
export const CheckpointEntity = new Entity(
  {
    model: { service: "securecart", entity: "checkpoint", version: "1" },
    attributes: {
      name: { type: "string", required: true },
      at: { type: "string", required: true },
    },
    indexes: {
      byName: {
        pk: { field: indexes.primary.pk, composite: ["name"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
