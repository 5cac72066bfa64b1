import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Saved view of a list of the admin. Those of one list share a partition: they are read together and few. */
export const ViewEntity = new Entity(
  {
    model: { service: "securecart", entity: "view", version: "1" },
    attributes: {
      list: { type: "string", required: true },
      viewId: { type: "string", required: true },
      name: { type: "string", required: true },
      /** Filter and order, as the URL of the list has them. */
      query: { type: "string", required: true },
      /** Staff member who saved it. */
      staffId: { type: "string", required: true },
      isShared: { type: "boolean", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byList: {
        pk: { field: indexes.primary.pk, composite: ["list"] },
        sk: { field: indexes.primary.sk, composite: ["viewId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
