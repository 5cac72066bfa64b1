import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Something that happened to an order and moved it to no other status. Part of its timeline, never changed. */
export const RemarkEntity = new Entity(
  {
    model: { service: "securecart", entity: "remark", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      /** Makes a remark that is written twice one remark: "refund:re_1A2b". */
      about: { type: "string", required: true },
      at: { type: "string", required: true },
      /** "stripe", "staff:ada@example.com". */
      actor: { type: "string", required: true },
      text: { type: "string", required: true },
    },
    indexes: {
      byOrder: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: ["about"] },
      },
    },
  },
  Dynamo.config(),
);
