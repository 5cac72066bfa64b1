import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * Product that a slug belongs to: one product per slug. A slug that its product no longer has leads to it until another
 * product takes it. Products from before slugs had rows have none.
 */
export const SlugEntity = new Entity(
  {
    model: { service: "securecart", entity: "productslug", version: "1" },
    attributes: {
      slug: { type: "string", required: true },
      productId: { type: "string", required: true },
      isCurrent: { type: "boolean", required: true },
    },
    indexes: {
      bySlug: {
        pk: { field: indexes.primary.pk, composite: ["slug"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
