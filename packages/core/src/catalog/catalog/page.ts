import { Service } from "electrodb";
import { Dynamo } from "#platform/dynamo";
import { type Pending, ProductEntity } from "./product.entity";
import { skuKey, type VariantRow } from "./types";
import { VariantEntity } from "./variant.entity";

const { collections } = new Service({ product: ProductEntity, variant: VariantEntity });

/** Returns the product with this slug and all its variants, hidden ones included. One request. */
export async function readPage(slug: string) {
  const { data } = await collections.page({ slug }).go({ pages: "all" });
  const [product] = data.product;
  return { product, variants: withPending(data.variant, product?.pending) };
}

/**
 * Returns a product by its id and all its variants as they are now, or null: two consistent requests. Its variants are
 * those that it was saved with, also while some of their rows are not written yet.
 */
export async function readStored(productId: string) {
  const { data: product } = await ProductEntity.get({ productId }).go({ consistent: true });
  if (!product) return null;
  if (!product.skus) return { product, variants: (await readPage(product.slug)).variants };
  const keys = [...product.skus, ...(product.hiddenSkus ?? [])].map((sku) =>
    Dynamo.keyOf(VariantEntity.get({ sku })),
  );
  const parts = Array.from({ length: Math.ceil(keys.length / 100) }, (_, i) =>
    keys.slice(100 * i, 100 * i + 100),
  );
  const items = await Promise.all(parts.map((part) => Dynamo.batchGet(part, { consistent: true })));
  const rows = items.flat().flatMap((item) => VariantEntity.parse({ Item: item }).data ?? []);
  const own = rows.filter((row) => row.productId === productId);
  return { product, variants: withPending(own, product.pending) };
}

/** Puts the rows that a save has still to write over those that are stored. */
function withPending(rows: VariantRow[], pending: Pending | undefined): VariantRow[] {
  if (!pending) return rows;
  const replaced = new Set([...pending.rows.map(({ sku }) => sku), ...pending.removed].map(skuKey));
  return [...rows.filter(({ sku }) => !replaced.has(skuKey(sku))), ...pending.rows];
}
