import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { SaleCurrency } from "#platform/money";
import { RichText, type RichTextValue } from "#platform/rich-text";
import { type Looks, type PriceGroup, type PriceRange, productStatuses, type VariantRow } from "./types";

export type Pending = { rows: VariantRow[]; removed: string[] };

/** Product, with the data that its variants share. Price range and availability are copied to it for listings. */
export const ProductEntity = new Entity(
  {
    model: { service: "securecart", entity: "product", version: "1" },
    attributes: {
      productId: { type: "string", required: true },
      slug: { type: "string", required: true },
      shard: { type: "number", required: true },
      name: { type: "string", required: true },
      summary: { type: "string", required: true },
      /** Rows from before descriptions had a structure have a plain text. */
      description: { type: CustomAttributeType<RichTextValue>("any"), required: true, get: RichText.read },
      details: {
        type: "list",
        required: true,
        items: {
          type: "map",
          properties: {
            label: { type: "string", required: true },
            value: { type: "string", required: true },
          },
        },
      },
      categorySlug: { type: "string", required: true },
      brand: { type: "string", required: true },
      tags: { type: "list", required: true, items: { type: "string" } },
      options: {
        type: "list",
        required: true,
        items: {
          type: "map",
          properties: {
            name: { type: "string", required: true },
            values: { type: "list", required: true, items: { type: "string" } },
          },
        },
      },
      images: {
        type: "list",
        required: true,
        items: {
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
      },
      /** Currency → lowest and highest price of the active variants, and the highest price crossed out. */
      prices: { type: CustomAttributeType<Partial<Record<SaleCurrency, PriceRange>>>("any"), required: true },
      /** Prices of the variants that are for sale, each kind once: listings compute reductions from them. */
      offers: { type: CustomAttributeType<PriceGroup[] | undefined>("any") },
      /** Swatches and second picture of the cards. */
      looks: { type: CustomAttributeType<Looks | undefined>("any") },
      inStock: { type: "boolean", required: true, default: false },
      soldOut: { type: "list", items: { type: "string" } },
      /** Number of published reviews by their stars, copied from the rating; its version tells which copy is newer. */
      stars: { type: CustomAttributeType<number[] | undefined>("any") },
      starsVersion: { type: "number" },
      featured: { type: "boolean", required: true, default: false },
      status: { type: productStatuses, required: true },
      publishedAt: { type: "string", required: true },
      publishAt: { type: "string" },
      seoTitle: { type: "string" },
      seoDescription: { type: "string" },
      version: { type: "number" },
      skus: { type: "list", items: { type: "string" } },
      hiddenSkus: { type: "list", items: { type: "string" } },
      /** Rows of variants that were saved with the product and are not written yet; readers put them over the old ones. */
      pending: { type: CustomAttributeType<Pending>("any") },
      editor: { type: "string" },
      /** Set when a staff member saves; such products are in the index of edits. */
      edits: { type: ["staff"] as const },
      editedAt: { type: "string" },
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
        pk: { field: indexes.primary.pk, composite: ["productId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      bySlug: {
        index: "gsi1",
        collection: "page",
        pk: { field: indexes.gsi1.pk, composite: ["slug"] },
        sk: { field: indexes.gsi1.sk, composite: [] },
      },
      all: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["shard"] },
        sk: { field: indexes.gsi2.sk, composite: ["slug"] },
      },
      byEdit: {
        index: "gsi3",
        pk: { field: indexes.gsi3.pk, composite: ["edits"] },
        sk: { field: indexes.gsi3.sk, composite: ["editedAt"] },
      },
    },
  },
  Dynamo.config(),
);
