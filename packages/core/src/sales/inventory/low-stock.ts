import { z } from "zod";
import { Catalog } from "#catalog/catalog";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { mostLow, Settings } from "#platform/settings";
import type { Change } from "#platform/stream";
import { LowStockEntity } from "./low-stock.entity";
import { stockOf } from "./on-hand";
import { StockEntity } from "./stock.entity";

/**
 * Marks a SKU of which few units are for sale, as many as may count as low, or removes its mark, after a change of its stock row. Reads the row again, because
 * changes may arrive twice or late. Safe to repeat.
 */
export async function markLowStock({ entity, before, after }: Change) {
  if (entity !== "stock" || !after || before?.available === after.available) return;
  const wasLow = before !== null && isLow(Number(before.available));
  if (!wasLow && !isLow(Number(after.available))) return;
  await updateMark({ sku: String(after.sku) });
}

const isLow = (available: number) => available <= mostLow;

/** Marks a SKU or removes its mark, as its stock row is now. Two requests. */
export const updateMark = fn(z.object({ sku: z.string() }), async ({ sku }) => {
  const row = await stockOf(sku);
  if (row && isLow(row.available)) await LowStockEntity.put({ sku, available: row.available }).go();
  else await LowStockEntity.delete({ sku }).go();
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
    for (let from = 0; from < page.length; from += skusPerBatch) {
      const skus = page.slice(from, from + skusPerBatch).map(({ sku }) => sku);
      const low = await lowAmong(skus);
      counts.checked += skus.length;
      for (const sku of skus.filter((one) => marked.has(one) !== low.has(one))) {
        counts.changed++;
        if (!dryRun) await updateMark({ sku });
      }
    }
  return counts;
}

/** Returns the SKUs of which few units are for sale. One request. */
async function lowAmong(skus: string[]): Promise<Set<string>> {
  const items = await Dynamo.batchGet(skus.map((sku) => Dynamo.keyOf(StockEntity.get({ sku }))));
  return new Set(items.flatMap(({ sku, available }) => (isLow(Number(available)) ? [String(sku)] : [])));
}
