import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Category of products. All are in one partition: every page shows them together. */
export const CategoryEntity = new Entity(
  {
    model: { service: "securecart", entity: "category", version: "1" },
    attributes: {
      slug: { type: "string", required: true },
      name: { type: "string", required: true },
      description: { type: "string", required: true },
      position: { type: "number", required: true },
      image: {
        type: "map",
        required: true,
        properties: {
          key: { type: "string", required: true },
          alt: { type: "string", required: true },
          width: { type: "number", required: true },
          height: { type: "number", required: true },
          focus: {
            type: "map",
            properties: {
              x: { type: "number", required: true },
              y: { type: "number", required: true },
            },
          },
        },
      },
    },
    indexes: {
      all: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: ["slug"] },
      },
    },
  },
  Dynamo.config(),
);
