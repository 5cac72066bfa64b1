import { z } from "zod";
import { Sku, skuKey } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { HoldEntity } from "./hold.entity";
import { MovementEntity } from "./movement.entity";
import { levelOf, stockOf } from "./on-hand";
import { StockEntity } from "./stock.entity";
import { scheduleCheck } from "./writes";

export { countMany } from "./count-many";
export { erasePersonal } from "./erase";
export {
  allocate,
  allocateAvailable,
  deallocate,
  type GoodsChange,
  type Quantity,
  release,
  restock,
  type StockChange,
  ship,
  together,
  undoRestock,
  undoWriteOff,
  writeOff,
} from "./goods";
export * as Inventory from "./index";
export { lowAt, lowStock, markAllLowStock, markLowStock, updateMarks } from "./low-stock";
export { adjust, count, levelOf, receive } from "./on-hand";
export { hold, holdUntil, scheduleCheck, writes } from "./writes";

/** Returns the stock row of a SKU, or null when we never had stock of it. One request. */
export const stock = fn(z.object({ sku: Sku }), ({ sku }) => stockOf(sku));

const Skus = z.object({ skus: z.array(Sku).max(100) });

export type Level = ReturnType<typeof levelOf>;

/** Returns on hand, available, held and allocated of each SKU; all zero for an unknown SKU. One request. */
export const levels = fn(Skus, async ({ skus }, how: { consistent?: boolean } = {}) => {
  return levelsIn(await Dynamo.batchGet(skus.map(stockKey), how), skus);
});

/** Returns what `levels` does from raw items. */
export function levelsIn(items: Record<string, unknown>[], skus: string[]): Record<string, Level> {
  const stock = items.flatMap((item) => asStock(item) ?? []);
  const found = new Map(stock.map((row) => [skuKey(row.sku), row]));
  return Object.fromEntries(skus.map((sku) => [sku, levelOf(found.get(skuKey(sku)))]));
}

/** Returns how many of each SKU can be sold now; zero for an unknown SKU. One request. */
export const available = fn(Skus, async (request, how: { consistent?: boolean } = {}) => {
  const found = Object.entries(await levels(request, how));
  return Object.fromEntries(found.map(([sku, level]) => [sku, level.available]));
});

/** Returns the key of a SKU's stock row, to read it together with other rows. */
export const stockKey = (sku: string) => Dynamo.keyOf(StockEntity.get({ sku }));

/** Reads a raw item as stock, or null when it is another kind of row. */
export function asStock(item: Record<string, unknown>) {
  if (Dynamo.entityOf(item) !== "stock") return null;
  return StockEntity.parse({ Item: item }).data;
}

/** Returns the ledger of a SKU, ordered by reference, and the stock that it must add up to. */
export const ledger = fn(z.object({ sku: Sku }), async ({ sku }) => {
  const [{ data: movements }, { data: stock }] = await Promise.all([
    MovementEntity.query.bySku({ sku }).go({ pages: "all" }),
    StockEntity.get({ sku }).go({ consistent: true }),
  ]);
  return { movements, stock };
});

export const movementPageSize = 50;

/** Returns the movements of a SKU, newest first, a page at a time. One request. */
export const movements = fn(
  z.object({ sku: Sku, cursor: z.string().max(300).optional() }),
  async ({ sku, cursor }) => {
    const { at, reference } = /^(?<at>[^~]+)~(?<reference>.+)$/.exec(cursor ?? "")?.groups ?? {};
    const all = MovementEntity.query.byTime({ sku });
    const rest = at && reference ? all.lt({ at, reference }) : all;
    const { data } = await rest.go({ order: "desc", limit: movementPageSize + 1 });
    const rows = data.slice(0, movementPageSize);
    const last = rows.at(-1);
    return { rows, next: data.length > rows.length && last ? `${last.at}~${last.reference}` : null };
  },
);

/** Returns holds of a shard whose order is due to be checked, the longest waiting first; 100 at most. One request. */
export async function dueHolds(shard: number) {
  const { data } = await HoldEntity.query.due({ shard }).lte({ checkAt: Clock.iso() }).go({ limit: 100 });
  return { data: data.map(({ orderId, expiresAt }) => ({ orderId, expiresAt })) };
}

/** Schedules the next check of an order. Does nothing to an order that is no longer pending: it has no hold. */
export const checkHoldAt = fn(
  z.object({ orderId: z.string(), checkAt: z.string() }),
  async ({ orderId, checkAt }) => {
    await Dynamo.written(scheduleCheck({ orderId, checkAt }).go());
  },
);

/** Returns a movement of a SKU by its reference, or null. One request. */
export const movement = fn(z.object({ sku: Sku, reference: z.string() }), async (key) => {
  const { data } = await MovementEntity.get(key).go({ consistent: true });
  return data;
});

/** Returns the key of an order's hold, to read it together with other rows. */
export const holdKey = (orderId: string) => Dynamo.keyOf(HoldEntity.get({ orderId }));

/** Reads a raw item as a hold, or null when it is another kind of row. */
export function asHold(item: Record<string, unknown>) {
  if (Dynamo.entityOf(item) !== "hold") return null;
  return HoldEntity.parse({ Item: item }).data;
}

/** Returns the hold of an order, or null when the order is no longer pending. */
export const holdOf = fn(z.object({ orderId: z.string() }), async ({ orderId }) => {
  const { data } = await HoldEntity.get({ orderId }).go({ consistent: true });
  return data;
});
