import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import type { Currency } from "#platform/money";
import { Settings } from "#platform/settings";
import { Order, type Status } from "#sales/order";
import { isOn, query, rows, transaction } from "./database";
import { write } from "./write";

export * as Reporting from "./index";
export { isOn };

/** Orders that a rebuild reads at once and writes in one transaction. */
const width = 10;

const OrderEvent = z.object({ eventId: Id.schema("event"), orderId: Id.schema("order") });

/**
 * Writes an order to the reports as it is in the table now: its events may arrive twice, late and in any order. The event
 * is claimed in the same transaction.
 */
export const record = fn(OrderEvent, async ({ eventId, orderId }) => {
  const order = await Order.byId({ orderId });
  if (!order) return Log.warn("reporting.order_unknown", { orderId });
  await transaction(async (sql) => {
    const { rowCount } = await sql.query(
      "insert into reporting.claims (event_id) values ($1) on conflict do nothing",
      [eventId],
    );
    if (rowCount !== 0) await write(sql, order);
  });
});

/**
 * Rebuilds the reports from every order of the table, after the table was restored or when a report is in doubt. Until it
 * is done the figures are too small, and `status` returns since when. Scans the table: for jobs only.
 */
export async function rebuild() {
  await transaction(async (sql) => {
    await sql.query("update reporting.state set rebuilding_since = $1", [Clock.iso()]);
    await sql.query("truncate reporting.orders, reporting.order_items, reporting.refunds, reporting.claims");
  });
  let orders = 0;
  for await (const page of Dynamo.scan()) {
    const orderIds = page
      .filter(({ __edb_e__: kind }) => kind === "order")
      .map(({ orderId }) => String(orderId));
    orders += orderIds.length;
    for (let at = 0; at < orderIds.length; at += width) {
      const read = await Promise.all(orderIds.slice(at, at + width).map((orderId) => Order.require(orderId)));
      // One transaction at a time: waiting for a connection times out, and this job must not fail.
      await transaction(async (sql) => {
        for (const order of read) await write(sql, order);
      });
    }
  }
  await rows("update reporting.state set rebuilding_since = null");
  Log.info("reporting.rebuilt", { orders });
  return { orders };
}

const Day = z.iso.date();
const longestDays = 400;

/** First and last day, and the time zone of these days. */
const Period = z
  .object({ from: Day, to: Day, zone: z.string().default("UTC") })
  .refine(({ from, to }) => from <= to, "The first day comes before the last.")
  .refine(({ from, to }) => daysBetween(from, to) <= longestDays, `Ask for ${longestDays} days at most.`);

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

export type DayRow = {
  day: string;
  currency: Currency;
  /** Orders placed on this day, paid or not. */
  placed: number;
  paid: number;
  items: number;
  captured: number;
  refunded: number;
};

/**
 * Returns sales by day and currency, newest first, in minor units. Orders are put into the days of the time zone by the
 * moment at which they were placed. A refund counts on the day of its order.
 */
export const byDay = fn(Period, (period) => {
  const days = daysOf(period);
  const starts = days.map((day) => Settings.startOfDay(period.zone, day));
  return read<DayRow>(
    // The bounds of the days are computed here: a database may know other rules of a time zone.
    `select ($2::text[])[width_bucket(placed_at, $1::timestamptz[])] as day, currency, count(*) as placed,
       count(*) filter (where captured > 0) as paid,
       coalesce(sum(items) filter (where captured > 0), 0)::bigint as items,
       sum(captured)::bigint as captured, sum(refunded)::bigint as refunded
     from reporting.orders where placed_at >= $3 and placed_at < $4
     group by 1, currency order by 1 desc, currency`,
    [starts, days, ...momentsOf(period)],
  );
});

const daysOf = ({ from, to }: z.output<typeof Period>) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => Settings.dayBefore(from, -i));

/** Returns the moments between which the orders of a period were placed. */
const momentsOf = (period: z.output<typeof Period>) => {
  const { from, until } = Settings.momentsOf(period.zone, period);
  return [from, until];
};

export type ProductRow = {
  sku: string;
  name: string;
  currency: Currency;
  quantity: number;
  refundedQuantity: number;
  revenue: number;
};

/** Returns products by revenue, in minor units, each currency apart. */
export const byProduct = fn(
  z.object({ period: Period, limit: z.int().min(1).max(1_000).default(50) }),
  ({ period, limit }) =>
    read<ProductRow>(
      `select sku, max(name) as name, currency, sum(quantity)::bigint as quantity,
         sum(refunded_quantity)::bigint as "refundedQuantity", sum(revenue)::bigint as revenue
       from reporting.order_items join reporting.orders using (order_id)
       where placed_at >= $1 and placed_at < $2 and captured > 0
       group by sku, currency order by revenue desc, sku limit $3`,
      [...momentsOf(period), limit],
    ),
);

export type RefundRate = {
  currency: Currency;
  paid: number;
  /** Paid orders with a refund. */
  refundedOrders: number;
  captured: number;
  refunded: number;
  /** Share of the captured money, from 0 to 1. */
  rate: number;
};

/** Returns the share of refunds by currency. */
export const refundRate = fn(Period, async (period) => {
  const found = await read<Omit<RefundRate, "rate">>(
    `select currency, count(*) as paid, count(*) filter (where refunded > 0) as "refundedOrders",
       sum(captured)::bigint as captured, sum(refunded)::bigint as refunded
     from reporting.orders where placed_at >= $1 and placed_at < $2 and captured > 0
     group by currency order by currency`,
    momentsOf(period),
  );
  return found.map((row): RefundRate => ({ ...row, rate: row.refunded / row.captured }));
});

/** Returns the number of orders by status, and since when the reports are being rebuilt, or null. */
export async function status() {
  const [state] = await read<{ since: Date | null }>(
    "select rebuilding_since as since from reporting.state",
    [],
  );
  const statuses = await read<{ status: Status; orders: number }>(
    "select status, count(*) as orders from reporting.orders group by status order by status",
    [],
  );
  return { rebuildingSince: state?.since?.toISOString() ?? null, statuses };
}

/** Runs a query. Throws `reporting.off` and `reporting.unavailable`, so that a page can show why there is no report. */
async function read<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  if (!isOn()) throw new DomainError("unavailable", "reporting.off", "Reports are turned off.");
  try {
    return await query<Row>(text, values);
  } catch (error) {
    Log.error("reporting.unavailable", error);
    throw new DomainError(
      "unavailable",
      "reporting.unavailable",
      "The reporting database does not answer. Please try again in a minute.",
    );
  }
}
