import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import { RichText, type RichTextValue } from "#platform/rich-text";
import { categoryStatuses } from "./types";

/** Category of products. All are in one partition: every page shows them together. */
export const CategoryEntity = new Entity(
  {
    model: { service: "securecart", entity: "category", version: "1" },
    attributes: {
      /** Key by which products and discounts refer to it. It never changes. */
      slug: { type: "string", required: true },
      /** End of the page's URL; absent when it is the slug. */
      address: { type: "string" },
      /** Former addresses, which lead to the present one. */
      former: { type: "list", items: { type: "string" } },
      name: { type: "string", required: true },
      /** Slug of the category that this one is in; absent at the top. */
      parent: { type: "string" },
      /** Rows from before descriptions had a structure have a plain text. */
      description: { type: CustomAttributeType<RichTextValue>("any"), required: true, get: RichText.read },
      /** Order among its siblings. */
      position: { type: "number", required: true },
      status: { type: categoryStatuses },
      image: {
        type: "map",
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
      seoTitle: { type: "string" },
      seoDescription: { type: "string" },
      version: { type: "number" },
      updatedAt: {
        type: "string",
        default: () => Clock.iso(),
        watch: "*",
        set: () => Clock.iso(),
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

/**
 * Version of the tree of categories. Each change of a category increases it, so that two staff members cannot move two
 * categories into each other. Only staff and imports change categories, which are few.
 */
export const CategoryTreeEntity = new Entity(
  {
    model: { service: "securecart", entity: "categorytree", version: "1" },
    attributes: {
      version: { type: "number", required: true },
    },
    indexes: {
      one: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
