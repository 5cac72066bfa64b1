import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

const count = { type: "number" } as const;

/** Number of published reviews of a product by their stars. Each change is an addition, so that none is lost. */
export const RatingEntity = new Entity(
  {
    model: { service: "securecart", entity: "rating", version: "1" },
    attributes: {
      productId: { type: "string", required: true },
      one: count,
      two: count,
      three: count,
      four: count,
      five: count,
      /** Increases with each change. */
      version: count,
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
