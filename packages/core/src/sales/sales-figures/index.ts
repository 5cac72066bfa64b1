import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, shardOf, shards, transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { Settings } from "#platform/settings";
import type { Change } from "#platform/stream";
import { SaleEntity } from "./sale.entity";
import { SalesDayEntity } from "./sales-day.entity";

export * as SalesFigures from "./index";

/** Time that the mark of a counted order is stored, in seconds: longer than a change can arrive late. */
const keptSeconds = 30 * 24 * 3600;

const Paid = z.object({
  orderId: z.string(),
  status: z.literal("paid"),
  captured: z.number().int(),
  currency: Money.SaleCurrency,
  updatedAt: z.iso.datetime(),
});

/** Counts an order in the sales of the day, in the shop's time zone, on which a change of its row says that it was paid. Once per order. */
export async function countSale({ entity, before, after }: Change) {
  if (entity !== "order" || before?.status === "paid") return;
  const paid = Paid.safeParse(after).data;
  if (!paid) return;
  const { orderId, captured, currency, updatedAt } = paid;
  const day = Settings.dayIn(await Settings.timeZone(), updatedAt);
  await transact({
    sale: SaleEntity.create({ orderId, day, ttl: Clock.seconds(keptSeconds) }),
    day: SalesDayEntity.upsert({ day, shard: shardOf(orderId) }).add({ orders: 1, [currency]: captured }),
  });
}

/** Sales of some days: paid orders, and the captured amount of each currency in minor units. */
export type Sales = { orders: number; amounts: Money.Amounts };

const Days = z.object({ days: z.array(z.iso.date()).max(Math.floor(100 / shards.length)) });

/** Returns the sales of each day, by day. Refunds are not subtracted. One request. */
export const byDay = fn(Days, async ({ days }): Promise<Record<string, Sales>> => {
  const keys = days.flatMap((day) => shards.map((shard) => Dynamo.keyOf(SalesDayEntity.get({ day, shard }))));
  const items = await Dynamo.batchGet(keys);
  const rows = items.flatMap((item) => SalesDayEntity.parse({ Item: item }).data ?? []);
  return Object.fromEntries(days.map((day) => [day, sumOf(rows.filter((row) => row.day === day))]));
});

type Counted = { orders?: number | undefined } & { [Currency in SaleCurrency]?: number | undefined };

/** Adds up counters. */
function sumOf(rows: Counted[]): Sales {
  const total = (name: keyof Counted) => rows.reduce((sum, row) => sum + (row[name] ?? 0), 0);
  return {
    orders: total("orders"),
    amounts: Money.amountsFor(saleCurrencies, (currency) => total(currency) || null),
  };
}
