import { z } from "zod";
import { Catalog, skuKey } from "#catalog/catalog";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { partsOf } from "#platform/parts";
import { mostLow, Settings } from "#platform/settings";
import type { Change } from "#platform/stream";
import { LowStockEntity } from "./low-stock.entity";
import { StockEntity } from "./stock.entity";

/**
 * Marks SKUs of which few units are for sale, as many as may count as low, or removes their marks, after changes of their
 * stock rows. Reads the rows again, because changes may arrive twice or late. Safe to repeat.
 */
export async function markLowStock(changes: Change[]) {
  const skus = changes.flatMap(({ entity, before, after }) => {
    if (entity !== "stock" || !after || before?.available === after.available) return [];
    const wasLow = before !== null && isLow(Number(before.available));
    return wasLow || isLow(Number(after.available)) ? [String(after.sku)] : [];
  });
  for (const part of partsOf([...new Set(skus)], skusPerBatch)) await updateMarks({ skus: part });
}

const isLow = (available: number) => available <= mostLow;

/** Marks SKUs or removes their marks, as their stock rows are now. One request, and one for each SKU. */
export const updateMarks = fn(z.object({ skus: z.array(z.string()).max(100) }), async ({ skus }) => {
  if (skus.length === 0) return;
  const keys = skus.map((sku) => Dynamo.keyOf(StockEntity.get({ sku })));
  const found = await Dynamo.batchGet(keys, { consistent: true });
  const rows = new Map(found.map((row) => [skuKey(String(row.sku)), Number(row.available)]));
  await Promise.all(
    skus.map((sku) => {
      const available = rows.get(skuKey(sku));
      return available !== undefined && isLow(available)
        ? LowStockEntity.put({ sku, available }).go()
        : LowStockEntity.delete({ sku }).go();
    }),
  );
});

/** Returns the number of units up to which a SKU is low on stock, as the merchant has set it. */
export const lowAt = async () => (await Settings.shown("stock")).lowAt;

/**
 * Returns the SKUs that are low on stock, those with the fewest units first. One request, and one for the setting when it
 * was not read within a second.
 */
export const lowStock = fn(z.object({ limit: z.number().int().min(1).max(2_000) }), async ({ limit }) => {
  const { data } = await LowStockEntity.query
    .all({})
    .lt({ available: (await lowAt()) + 1 })
    .go({ limit });
  return data.map(({ sku }) => sku);
});

const skusPerBatch = 100;

/**
 * Compares the marks with the stock of all SKUs and corrects them: for stock from before the marks, and for changes that
 * never arrived. Safe to repeat. With `dryRun` nothing is written. Returns how many SKUs it checked and how many marks it
 * changed or would change.
 */
export async function markAllLowStock({ dryRun = false } = {}) {
  const { data } = await LowStockEntity.query.all({}).go({ pages: "all" });
  const marked = new Set(data.map(({ sku }) => sku));
  const counts = { checked: 0, changed: 0 };
  for await (const page of Catalog.allVariants())
    for (const skus of partsOf(
      page.map(({ sku }) => sku),
      skusPerBatch,
    )) {
      const low = await lowAmong(skus);
      const wrong = skus.filter((one) => marked.has(one) !== low.has(one));
      counts.checked += skus.length;
      counts.changed += wrong.length;
      if (!dryRun) await updateMarks({ skus: wrong });
    }
  return counts;
}

/** Returns the SKUs of which few units are for sale. One request. */
async function lowAmong(skus: string[]): Promise<Set<string>> {
  const items = await Dynamo.batchGet(skus.map((sku) => Dynamo.keyOf(StockEntity.get({ sku }))));
  return new Set(items.flatMap(({ sku, available }) => (isLow(Number(available)) ? [String(sku)] : [])));
}
