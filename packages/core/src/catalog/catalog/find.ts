import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { partsOf } from "#platform/parts";
import { readPage } from "./page";
import { SlugEntity } from "./slug.entity";
import { skuKey } from "./types";
import { VariantEntity } from "./variant.entity";

const Wanted = z.object({
  slugs: z.array(z.string()),
  skus: z.array(z.string()),
  /** Slugs that were free earlier: no product from before slugs had rows has them. */
  free: z.array(z.string()).default([]),
});

/** Ids of products by slug, former slugs included, and by SKU as `skuKey` writes it. */
export type Owners = { slugs: Map<string, string>; skus: Map<string, string> };

/**
 * Finds the products that have these slugs or SKUs. One request for each 100, and one for each slug that has no row: it
 * is free, or its product is from before slugs had rows.
 */
export const owners = fn(Wanted, async ({ slugs, skus, free }): Promise<Owners> => {
  const slugKeys = slugs.map((slug) => Dynamo.keyOf(SlugEntity.get({ slug })));
  const skuKeys = skus.map((sku) => Dynamo.keyOf(VariantEntity.get({ sku })));
  const found: Owners = { slugs: new Map(), skus: new Map() };
  for (const item of await Dynamo.batchGet([...slugKeys, ...skuKeys], { consistent: true })) {
    const productId = String(item.productId);
    if (Dynamo.entityOf(item) === "productslug") found.slugs.set(String(item.slug), productId);
    else if (!(Number(item.ttl) < Clock.seconds())) found.skus.set(skuKey(String(item.sku)), productId);
  }
  const unknown = slugs.filter((slug) => !found.slugs.has(slug) && !free.includes(slug));
  for (const part of partsOf(unknown, 10)) {
    const pages = await Promise.all(part.map((slug) => readPage(slug)));
    for (const { product } of pages) if (product) found.slugs.set(product.slug, product.productId);
  }
  return found;
});
