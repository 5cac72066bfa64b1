import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Time at which a draft is published, or an announcement begins or ends. All in one partition: only staff write them. */
export const DueEntity = new Entity(
  {
    model: { service: "securecart", entity: "contentdue", version: "1" },
    attributes: {
      at: { type: "string", required: true },
      documentId: { type: "string", required: true },
    },
    indexes: {
      due: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: ["at", "documentId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
