import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Shipped order whose customer is asked for reviews when it is due. Exists until then. */
export const ReviewRequestEntity = new Entity(
  {
    model: { service: "securecart", entity: "reviewrequest", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      dueAt: { type: "string", required: true },
      createdAt: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      due: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: [] },
        sk: { field: indexes.gsi2.sk, composite: ["dueAt", "orderId"] },
      },
    },
  },
  Dynamo.config(),
);
