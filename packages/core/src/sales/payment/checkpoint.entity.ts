import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Time up to which a job has read the list of another service: the next run continues there. */
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
