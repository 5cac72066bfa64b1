import { Catalog, type Product, skuKey } from "#catalog/catalog";
import { Search } from "#catalog/search";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Inventory } from "#sales/inventory";

/** Most keys of one request to the table. */
const mostKeys = 100;

export type ListedProduct = {
  product: Product;
  /** Units of all variants that can be sold; null when the page has too many variants to count them all. */
  available: number | null;
};

/** Lists products of any status with their stock, a page at a time. Two requests. */
export const products = fn(Search.forStaff.schema, async (question) => {
  const { found, ...page } = await Search.findForStaff(question);
  const missing = found.filter(({ product }) => product === null);
  const keys = missing.map(({ productId }) => Catalog.productKey(productId));
  const counted = new Set<string>();
  for (const { skus } of found) {
    const own = [...new Set(skus.map(skuKey))].filter((sku) => !counted.has(sku));
    if (keys.length + counted.size + own.length > mostKeys) continue;
    for (const sku of own) counted.add(sku);
  }
  const stock = skusOf(found, counted).map(Inventory.stockKey);
  const items = await Dynamo.batchGet([...keys, ...stock]);
  const read = Catalog.productsIn(items);
  const available = new Map(
    items.flatMap((item) => Inventory.asStock(item) ?? []).map((row) => [skuKey(row.sku), row.available]),
  );
  const rows = found.flatMap(({ productId, product: recent }): ListedProduct[] => {
    const product = recent ?? read.get(productId);
    if (!product) return [];
    const skus = product.skus ?? [];
    const isCounted = skus.every((sku) => counted.has(skuKey(sku)));
    const sum = skus.reduce((total, sku) => total + (available.get(skuKey(sku)) ?? 0), 0);
    return [{ product, available: isCounted ? sum : null }];
  });
  return { ...page, rows };
});

/** Returns the SKUs that are counted, each once. */
function skusOf(found: { skus: string[] }[], counted: Set<string>) {
  const once = new Map(found.flatMap(({ skus }) => skus.map((sku) => [skuKey(sku), sku])));
  return [...once].flatMap(([key, sku]) => (counted.has(key) ? [sku] : []));
}
