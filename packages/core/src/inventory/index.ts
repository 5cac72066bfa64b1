import { z } from "zod";
import { Audit } from "../audit";
import { Sku } from "../catalog/types";
import { Clock } from "../clock";
import { Dynamo } from "../dynamo";
import { shardOf, shards } from "../dynamo/shard";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Store } from "../store";
import { HoldEntity } from "./hold.entity";
import { MovementEntity } from "./movement.entity";
import { StockEntity } from "./stock.entity";

export {
  allocate,
  allocateAvailable,
  deallocate,
  type GoodsChange,
  hold as holdGoods,
  type Quantity,
  release,
  restock,
  type StockChange,
  ship,
  together,
  undoRestock,
  undoWriteOff,
  writeOff,
  writes,
} from "./goods";
export * as Inventory from "./index";

const Receipt = z.object({
  sku: Sku,
  quantity: z.number().int().min(0).max(1_000_000),
  cause: z.string().min(1).max(200),
  reference: z.string().min(1).max(200),
});

/** Goods arrive: on hand and the ledger grow together, once per reference. What staff receive is audited with it. */
export const receive = fn(
  Receipt.extend({ actor: z.string().optional() }),
  async ({ sku, quantity, cause, reference, actor }) => {
    const before = actor ? await stockOf(sku) : null;
    await Store.write(({ stock, movement, audit }) => [
      movement
        .create({ sku, reference, kind: "received", quantity, cause, ...(actor && { actor }) })
        .commit(),
      stock.upsert({ sku }).add({ available: quantity, held: 0 }).commit(),
      ...(actor
        ? [
            audit
              .create(audited("stock.receive", { sku, by: quantity, cause, reference, actor }, before))
              .commit(),
          ]
        : []),
    ]);
  },
);

const Adjustment = Receipt.omit({ quantity: true }).extend({
  /** How many more there are, or fewer. */
  by: z
    .number("Enter how many more or fewer there are.")
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((by) => by !== 0, "Enter how many more or fewer there are."),
  actor: z.string().min(1),
});

/**
 * Brings the books in line with the shelf, once per reference; audited with it. What is held for open orders stays.
 * Throws `inventory.not_enough` when fewer can be sold than are to go, `inventory.unknown_sku`.
 */
export const adjust = fn(Adjustment, async ({ sku, by, cause, reference, actor }) => {
  const before = await stockOf(sku);
  if (!before) throw new DomainError("not_found", "inventory.unknown_sku", `We keep no stock of ${sku}.`);
  const written = await Store.write(({ stock, movement, audit }) => [
    stock
      .patch({ sku })
      .add({ available: by })
      .where((at, { gte }) => gte(at.available, Math.max(0, -by)))
      .commit(),
    movement.create({ sku, reference, kind: "adjustment", quantity: by, cause, actor }).commit(),
    audit.create(audited("stock.adjust", { sku, by, cause, reference, actor }, before)).commit(),
  ]);
  if (written.done || written.refused[1]) return;
  const { available = 0 } = (await stockOf(sku)) ?? {};
  throw new DomainError(
    "conflict",
    "inventory.not_enough",
    `Only ${available} can be taken away; what is held for open orders stays.`,
  );
});

/** What is there of a SKU, or null when we never had it. One request. */
export const stock = fn(z.object({ sku: Sku }), ({ sku }) => stockOf(sku));

async function stockOf(sku: string) {
  const { data } = await StockEntity.get({ sku }).go({ consistent: true });
  return data;
}

type Audited = { sku: string; by: number; cause: string; reference: string; actor: string };

/** The audit row of a change of stock; `before` is what was read a moment earlier. */
function audited(action: string, { sku, by, cause, reference, actor }: Audited, before: Stock | null) {
  const subject = `stock:${sku}`;
  const available = before?.available ?? 0;
  return Audit.row({
    auditId: Audit.idOf(action, subject, reference),
    action,
    subject,
    actor,
    note: cause,
    before: { available },
    after: { available: available + by },
  });
}

type Stock = { available: number; held: number };

/** How many of each SKU can be sold now; a SKU nobody knows has none. One request for up to 100 SKUs. */
export const available = fn(z.object({ skus: z.array(Sku).max(100) }), async ({ skus }) => {
  const keys = [...new Set(skus)].map(stockKey);
  const items = keys.length === 0 ? [] : await Dynamo.batchGet(keys.map(({ Key }) => Key));
  const found = new Map(items.map((item) => [item.sku, item.available]));
  return Object.fromEntries(skus.map((sku) => [sku, Number(found.get(sku) ?? 0)])) as Record<string, number>;
});

/** The key of a SKU's stock, for those who read it together with other rows. */
export const stockKey = (sku: string) =>
  StockEntity.get({ sku }).params() as unknown as { Key: Record<string, unknown> };

/** Reads a raw item as stock, or null when it is another kind of row. */
export function asStock(item: Record<string, unknown>) {
  if (item.__edb_e__ !== "stock") return null;
  return StockEntity.parse({ Item: item }).data;
}

/** The ledger of a SKU, oldest reference first, and the stock it must add up to. */
export const ledger = fn(z.object({ sku: Sku }), async ({ sku }) => {
  const [{ data: movements }, { data: stock }] = await Promise.all([
    MovementEntity.query.bySku({ sku }).go({ pages: "all" }),
    StockEntity.get({ sku }).go({ consistent: true }),
  ]);
  return { movements, stock };
});

export const movementPageSize = 50;

/** The movements of a SKU, newest first, a page at a time. One request. */
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

/** Holds whose order wants looking at now, the longest waiting first in each shard; 400 at most. */
export async function dueHolds() {
  const found = await Promise.all(
    shards.map((shard) => HoldEntity.query.due({ shard }).lte({ checkAt: Clock.iso() }).go({ limit: 100 })),
  );
  return found.flatMap(({ data }) => data.map(({ orderId, expiresAt }) => ({ orderId, expiresAt })));
}

/** Puts off the next look at an order; an order that is no longer pending has no hold and wants none. */
export const checkHoldAt = fn(
  z.object({ orderId: z.string(), checkAt: z.string() }),
  async ({ orderId, checkAt }) => {
    await Store.write(({ hold }) => [
      hold
        .patch({ orderId })
        .set({ checkAt })
        .composite({ shard: shardOf(orderId) })
        .commit(),
    ]);
  },
);

/** One movement of a SKU by its reference, or null. One request. */
export const movement = fn(z.object({ sku: Sku, reference: z.string() }), async (key) => {
  const { data } = await MovementEntity.get(key).go({ consistent: true });
  return data;
});

/** The key of an order's hold, for those who read it together with other rows. */
export const holdKey = (orderId: string) =>
  HoldEntity.get({ orderId }).params() as unknown as { Key: Record<string, unknown> };

/** Reads a raw item as a hold, or null when it is another kind of row. */
export function asHold(item: Record<string, unknown>) {
  if (item.__edb_e__ !== "hold") return null;
  return HoldEntity.parse({ Item: item }).data;
}

/** The hold of an order, or null when the order is no longer pending. */
export const hold = fn(z.object({ orderId: z.string() }), async ({ orderId }) => {
  const { data } = await HoldEntity.get({ orderId }).go({ consistent: true });
  return data;
});
