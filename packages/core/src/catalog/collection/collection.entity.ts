import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { RichTextValue } from "#platform/rich-text";
import type { Image } from "../catalog";
import type { Rule } from "../search";
import { collectionSorts, collectionStatuses } from "./types";

/** Collection with its rule or the ids of its products. All are in one partition of the list: only staff write them. */
export const CollectionEntity = new Entity(
  {
    model: { service: "securecart", entity: "collection", version: "1" },
    attributes: {
      collectionId: { type: "string", required: true },
      slug: { type: "string", required: true },
      name: { type: "string", required: true },
      status: { type: collectionStatuses, required: true },
      description: { type: CustomAttributeType<RichTextValue>("any"), required: true },
      image: { type: CustomAttributeType<Image>("any"), required: true },
      sort: { type: collectionSorts, required: true },
      seoTitle: { type: "string" },
      seoDescription: { type: "string" },
      productIds: { type: "list", required: true, items: { type: "string" } },
      rule: { type: CustomAttributeType<Rule>("any") },
      version: { type: "number", required: true },
      createdAt: { type: "string", required: true },
      updatedAt: {
        type: "string",
        required: true,
        default: () => Clock.iso(),
        watch: "*",
        set: () => Clock.iso(),
      },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["collectionId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      bySlug: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["slug"] },
        sk: { field: indexes.gsi1.sk, composite: [] },
      },
      all: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: [] },
        sk: { field: indexes.gsi2.sk, composite: ["collectionId"] },
      },
    },
  },
  Dynamo.config(),
);

/** Collection that a slug belongs to. A former slug leads to its collection until another one takes it. */
export const CollectionSlugEntity = new Entity(
  {
    model: { service: "securecart", entity: "collectionslug", version: "1" },
    attributes: {
      slug: { type: "string", required: true },
      collectionId: { type: "string", required: true },
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
