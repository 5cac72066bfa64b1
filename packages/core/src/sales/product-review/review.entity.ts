import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** States of a product review: new ones wait for staff. */
export const reviewStates = ["waiting", "published", "refused"] as const;

/** Review of a product by one buyer. Its id derives from both, so that there is one. */
export const ProductReviewEntity = new Entity(
  {
    model: { service: "securecart", entity: "productreview", version: "1" },
    attributes: {
      reviewId: { type: "string", required: true },
      productId: { type: "string", required: true },
      /** Order with which the product was bought. */
      orderId: { type: "string", required: true },
      stars: { type: "number", required: true },
      title: { type: "string", required: true },
      text: { type: "string", required: true },
      /** Name that is shown, as the buyer chose it. */
      name: { type: "string", required: true },
      state: { type: reviewStates, required: true },
      /** Time at which it was first written. */
      at: { type: "string", required: true },
      /** Increases with each change, so that nobody decides on another text than they saw. */
      version: { type: "number", required: true },
      /** Staff member who decided last, and when. */
      actor: { type: "string" },
      decidedAt: { type: "string" },
      /** Reason of a refusal, for its author. */
      reason: { type: "string" },
      /** Answer of the shop, shown with the review. */
      reply: { type: "string" },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["reviewId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byProduct: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["productId", "state"] },
        sk: { field: indexes.gsi1.sk, composite: ["at", "reviewId"] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["state"] },
        sk: { field: indexes.gsi2.sk, composite: ["at", "reviewId"] },
      },
      byOrder: {
        index: "gsi3",
        pk: { field: indexes.gsi3.pk, composite: ["orderId"] },
        sk: { field: indexes.gsi3.sk, composite: ["reviewId"] },
      },
    },
  },
  Dynamo.config(),
);
