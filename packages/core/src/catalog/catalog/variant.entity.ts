import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { type Money, type SaleCurrency, taxClasses } from "#platform/money";
import type { VolumeStep } from "../price";
import { productStatuses } from "./types";

/** Variant of a product: one SKU with its own price, image and weight. */
export const VariantEntity = new Entity(
  {
    model: { service: "securecart", entity: "variant", version: "1" },
    attributes: {
      sku: { type: "string", required: true },
      productId: { type: "string", required: true },
      slug: { type: "string", required: true },
      categorySlug: { type: "string" },
      name: { type: "string", required: true },
      /** Option values, "Black / M"; empty when the product has no options. */
      title: { type: "string", required: true },
      /** The same for a URL, "black-m". */
      path: { type: "string", required: true },
      /** True when the path is unique within the product. Older rows can share one. */
      ownPath: { type: "boolean" },
      position: { type: "number", required: true },
      options: { type: CustomAttributeType<Record<string, string>>("any"), required: true },
      prices: { type: CustomAttributeType<Money.Amounts>("any"), required: true },
      /** Currencies without a price, which is 0 in `prices`. */
      unpriced: { type: CustomAttributeType<SaleCurrency[] | undefined>("any") },
      compareAt: { type: CustomAttributeType<Money.Amounts | undefined>("any") },
      volume: { type: CustomAttributeType<VolumeStep[] | undefined>("any") },
      priceLog: { type: CustomAttributeType<string[] | undefined>("any") },
      barcode: { type: "string" },
      imageKey: { type: "string", required: true },
      imageAlt: { type: "string", required: true },
      image: { type: "number", required: true },
      weightGrams: { type: "number", required: true },
      taxClass: { type: taxClasses, required: true },
      status: { type: ["active", "hidden"] as const, required: true },
      /** Status of the product, saved together with its variants. Older rows lack it. */
      productStatus: { type: productStatuses },
      /** Partition of the list of all variants. Older rows lack it until a migration adds it. */
      shard: { type: "number" },
      /** Only on a SKU that is reserved for a save: the time after which another product may take it. */
      ttl: { type: "number" },
    },
    indexes: {
      bySku: {
        pk: { field: indexes.primary.pk, composite: ["sku"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      bySlug: {
        index: "gsi1",
        collection: "page",
        pk: { field: indexes.gsi1.pk, composite: ["slug"] },
        sk: { field: indexes.gsi1.sk, composite: ["sku"] },
      },
      all: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["shard"] },
        sk: { field: indexes.gsi2.sk, composite: ["sku"] },
      },
    },
  },
  Dynamo.config(),
);
