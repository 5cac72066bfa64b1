import { z } from "zod";
import { fn } from "#platform/fn";
import type { Change } from "#platform/stream";
import { LowStockEntity } from "./low-stock.entity";
import { stockOf } from "./on-hand";

/** A SKU is low on stock when this many units or fewer are for sale. */
export const lowAt = 5;

/**
 * Marks a SKU that is low on stock, or removes its mark, after a change of its stock row. Reads the row again, because
 * changes may arrive twice or late. Safe to repeat.
 */
export async function markLowStock({ entity, before, after }: Change) {
  if (entity !== "stock" || !after || before?.available === after.available) return;
  const wasLow = before !== null && isLow(Number(before.available));
  if (!wasLow && !isLow(Number(after.available))) return;
  await updateMark({ sku: String(after.sku) });
}

const isLow = (available: number) => available <= lowAt;

/** Marks a SKU as low on stock or removes its mark, as its stock row is now. Two requests. */
export const updateMark = fn(z.object({ sku: z.string() }), async ({ sku }) => {
  const row = await stockOf(sku);
  if (row && isLow(row.available)) await LowStockEntity.put({ sku, available: row.available }).go();
  else await LowStockEntity.delete({ sku }).go();
});

/** Returns the SKUs that are low on stock, those with the fewest units first. One request. */
export const lowStock = fn(z.object({ limit: z.number().int().min(1).max(2_000) }), async ({ limit }) => {
  const { data } = await LowStockEntity.query.all({}).go({ limit });
  return data.map(({ sku }) => sku);
});
