import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import { Search, type SkuRow, skuSorts } from "#catalog/search";
import { fn } from "#platform/fn";
import { Inventory, type Level } from "#sales/inventory";

export const pageSize = 50;

/** Most SKUs that the list of low stock looks at, those with the fewest units first. */
const mostLow = 2_000;

export type StockRow = SkuRow & Level;

const Question = z.object({
  q: z.string().max(200).default(""),
  low: z.boolean().default(false),
  sort: z.enum(skuSorts).default("sku"),
  page: z.number().int().min(1).max(100_000).default(1),
});

/**
 * Returns a page of the SKUs of the catalog with their stock as it is now. Names and order come from the index of SKUs,
 * which is up to a minute behind the catalog; a SKU that is typed in full is found at once. One request; one more for low
 * stock, and one more for a SKU that the index does not have.
 */
export const list = fn(Question, async ({ q, low, sort, page }) => {
  const among = low ? await Inventory.lowStock({ limit: mostLow }) : undefined;
  const found = await Search.skus({ q, sort, page, size: pageSize, active: low, ...(among && { among }) });
  const variants = found.total === 0 && !low ? await exactly(q) : found.rows;
  const total = Math.max(found.total, variants.length);
  const levels = await Inventory.levels({ skus: variants.map(({ sku }) => sku) });
  const rows = variants.map((row): StockRow => ({ ...row, ...(levels[row.sku] ?? Inventory.levelOf(null)) }));
  return { total, pages: Math.ceil(total / pageSize), rows };
});

/** Returns the variant whose SKU this is, if any. */
async function exactly(q: string): Promise<SkuRow[]> {
  const sku = Sku.safeParse(q.trim().toUpperCase());
  const variant = sku.success ? await Catalog.variant({ sku: sku.data }) : null;
  if (!variant) return [];
  const { name, title, slug, status } = variant;
  return [{ sku: variant.sku, name, title, slug, active: status === "active" }];
}

/** Returns how many SKUs that are for sale are low on stock. One request. */
export async function countLow() {
  const among = await Inventory.lowStock({ limit: mostLow });
  if (among.length === 0) return 0;
  return (await Search.skus({ among, active: true, size: 0 })).total;
}

/**
 * Tells whether the catalog has a product, and whether one of its first hundred SKUs is in stock. One request; one more
 * while the index of SKUs does not know a product yet.
 */
export async function beginnings() {
  const { rows } = await Search.skus({ size: 100 });
  const skus = rows.length > 0 ? rows.map(({ sku }) => sku) : await newestSkus();
  const levels = await Inventory.levels({ skus: skus.slice(0, 100) });
  return { hasProduct: skus.length > 0, hasStock: Object.values(levels).some(({ onHand }) => onHand > 0) };
}

/** Returns the SKUs of the products that were edited last. */
async function newestSkus() {
  const { found } = await Search.findForStaff({});
  return found.flatMap(({ skus }) => skus);
}
