import type { Write } from "#platform/dynamo";
import { shardOf } from "#platform/dynamo";
import { type GoodsChange, hold as holdGoods, type Quantity } from "./goods";
import { HoldEntity } from "./hold.entity";
import { MovementEntity } from "./movement.entity";
import { StockEntity } from "./stock.entity";

const counters = ["available", "held", "allocated"] as const;

/**
 * Returns the writes of a change, for the transaction of the step that causes it. Each is refused when a counter would
 * fall below zero, and when the ledger has its movement already.
 */
export function writes(orderId: string, { changes, endsHold }: GoodsChange): Write[] {
  return [
    ...(endsHold ? [HoldEntity.remove({ orderId })] : []),
    ...changes.flatMap((change): Write[] => {
      const { sku, movement } = change;
      const taken = counters.filter((name) => (change[name] ?? 0) < 0);
      const counted = counters.filter((name) => (change[name] ?? 0) !== 0);
      return [
        ...(counted.length === 0
          ? []
          : [
              StockEntity.patch({ sku })
                .add(Object.fromEntries(counted.map((name) => [name, change[name] ?? 0])))
                .where((at, { gte }) =>
                  taken.map((name) => gte(at[name], -(change[name] ?? 0))).join(" AND "),
                ),
            ]),
        ...(movement ? [MovementEntity.create({ sku, ...movement })] : []),
      ];
    }),
  ];
}

type Hold = { orderId: string; lines: Quantity[]; expiresAt: string; checkAt: string };

/**
 * Returns the writes that hold the goods of an order that is being placed, as two groups: its hold, and its stock in
 * the order of the lines. The stock of a SKU refuses when fewer are available than the order takes.
 */
export const hold = ({ orderId, lines, expiresAt, checkAt }: Hold) => ({
  hold: HoldEntity.create({
    orderId,
    shard: shardOf(orderId),
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    expiresAt,
    checkAt,
  }),
  stock: writes(orderId, holdGoods(lines)),
});

/** Returns the write that schedules the next check of a pending order. */
export const scheduleCheck = ({ orderId, checkAt }: { orderId: string; checkAt: string }) =>
  HoldEntity.patch({ orderId })
    .set({ checkAt })
    .composite({ shard: shardOf(orderId) });

/** Returns the write that holds the goods of a pending order until its payment page expires. */
export const holdUntil = ({ orderId, expiresAt }: { orderId: string; expiresAt: string }) =>
  HoldEntity.patch({ orderId }).set({ expiresAt });
