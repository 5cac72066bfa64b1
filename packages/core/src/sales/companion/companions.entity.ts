import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Product that was in the same orders as another one, and in how many. */
export type Companion = { productId: string; orders: number };

/** Products that were most often in the same orders as a product, the most frequent first. */
export const CompanionsEntity = new Entity(
  {
    model: { service: "securecart", entity: "companions", version: "1" },
    attributes: {
      productId: { type: "string", required: true },
      version: { type: "number", required: true },
      companions: { type: CustomAttributeType<Companion[]>("any"), required: true },
    },
    indexes: {
      byProduct: {
        pk: { field: indexes.primary.pk, composite: ["productId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
