import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Entry of an order's timeline that did not change its status. Never changed. */
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
