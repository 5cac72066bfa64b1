import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Draft that becomes active at a time. All are in one partition: they are few, and only staff write them. */
export const PublicationEntity = new Entity(
  {
    model: { service: "securecart", entity: "publication", version: "1" },
    attributes: {
      at: { type: "string", required: true },
      productId: { type: "string", required: true },
    },
    indexes: {
      due: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: ["at", "productId"] },
      },
    },
  },
  Dynamo.config(),
);
