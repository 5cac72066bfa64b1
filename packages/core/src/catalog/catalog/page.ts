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

const now = { consistent: true };

/** Returns the keys of other rows that are about these SKUs. */
export type KeysOf = (skus: string[]) => Record<string, unknown>[];

/**
 * Returns a product by its id and all its variants as they are now, or null: two consistent requests, the second with
 * other rows about its SKUs. Its variants are those that it was saved with, also while some of their rows are not written
 * yet.
 */
export async function readStored(productId: string, keysOf: KeysOf = () => []) {
  const { data: product } = await ProductEntity.get({ productId }).go({ consistent: true });
  if (!product) return null;
  if (!product.skus) {
    const { variants } = await readPage(product.slug);
    const items = await Dynamo.batchGet(keysOf(variants.map(({ sku }) => sku)), now);
    return { product, variants, items };
  }
  const skus = [...product.skus, ...(product.hiddenSkus ?? [])];
  const items = await Dynamo.batchGet([...skus.map(variantKey), ...keysOf(skus)], now);
  const rows = items.flatMap((item) =>
    Dynamo.entityOf(item) === "variant" ? (VariantEntity.parse({ Item: item }).data ?? []) : [],
  );
  const own = rows.filter((row) => row.productId === productId);
  return { product, variants: withPending(own, product.pending), items };
}

/** Returns what `readStored` does for several products, by id. A request for each 100 products and each 100 variants. */
export async function readManyStored(productIds: string[]): Promise<Map<string, Stored>> {
  const keys = productIds.map((productId) => Dynamo.keyOf(ProductEntity.get({ productId })));
  const items = await Dynamo.batchGet(keys, now);
  const products = items.flatMap((item) => ProductEntity.parse({ Item: item }).data ?? []);
  const rows = new Map<string, VariantRow[]>();
  const skus = products.flatMap(({ skus: live = [], hiddenSkus = [] }) => [...live, ...hiddenSkus]);
  for (const item of await Dynamo.batchGet(skus.map(variantKey), now)) {
    const { data: row } = VariantEntity.parse({ Item: item });
    if (row) rows.set(row.productId, [...(rows.get(row.productId) ?? []), row]);
  }
  const found = new Map<string, Stored>();
  for (const product of products) {
    const { productId, slug, pending } = product;
    const variants = product.skus
      ? withPending(rows.get(productId) ?? [], pending)
      : (await readPage(slug)).variants;
    found.set(productId, { product, variants });
  }
  return found;
}

const variantKey = (sku: string) => Dynamo.keyOf(VariantEntity.get({ sku }));

type Stored = Pick<NonNullable<Awaited<ReturnType<typeof readStored>>>, "product" | "variants">;

/** Puts the rows that a save has still to write over those that are stored. */
function withPending(rows: VariantRow[], pending: Pending | undefined): VariantRow[] {
  if (!pending) return rows;
  const replaced = new Set([...pending.rows.map(({ sku }) => sku), ...pending.removed].map(skuKey));
  return [...rows.filter(({ sku }) => !replaced.has(skuKey(sku))), ...pending.rows];
}
