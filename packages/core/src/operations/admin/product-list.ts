import { type Product, skuKey } from "#catalog/catalog";
import { Search } from "#catalog/search";
import { fn } from "#platform/fn";
import { Inventory } from "#sales/inventory";

/** Most SKUs whose stock a page of the list reads, in requests of 100. */
const mostSkus = 200;

export type ListedProduct = {
  product: Product;
  /** Units of all variants that can be sold; null when the product has too many variants to count on a list. */
  available: number | null;
};

/** Lists products of any status with their stock, a page at a time. Four requests at most. */
export const products = fn(Search.forStaff.schema, async (question) => {
  const { products: found, ...page } = await Search.forStaff(question);
  const counted = new Set<Product>();
  const skus: string[] = [];
  for (const product of found) {
    const own = product.skus ?? [];
    if (skus.length + own.length > mostSkus) continue;
    counted.add(product);
    skus.push(...own);
  }
  const parts = [skus.slice(0, 100), skus.slice(100)].filter((part) => part.length > 0);
  const levels = await Promise.all(parts.map((part) => Inventory.levels({ skus: part })));
  const available = new Map(
    levels.flatMap((part) => Object.entries(part).map(([sku, level]) => [skuKey(sku), level.available])),
  );
  const rows: ListedProduct[] = found.map((product) => ({
    product,
    available: counted.has(product)
      ? (product.skus ?? []).reduce((sum, sku) => sum + (available.get(skuKey(sku)) ?? 0), 0)
      : null,
  }));
  return { ...page, rows };
});
