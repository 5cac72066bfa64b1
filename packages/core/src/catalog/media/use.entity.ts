import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Use of a picture, written in the transaction of what uses it. A picture with such a row is never deleted. */
export const MediaUseEntity = new Entity(
  {
    model: { service: "securecart", entity: "mediause", version: "1" },
    attributes: {
      key: { type: "string", required: true },
      /** Record that uses the picture: "product:prd_…", "category:lighting", "setting:shop". */
      user: { type: "string", required: true },
    },
    indexes: {
      byKey: {
        pk: { field: indexes.primary.pk, composite: ["key"] },
        sk: { field: indexes.primary.sk, composite: ["user"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
