import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import type { Currency } from "#platform/money";
import { Order, type Status } from "#sales/order";
import { isOn, look, rows, transaction } from "./database";
import { write } from "./write";

export * as Reporting from "./index";
export { isOn };

/** So many orders are read from the table at once, and written together, while the reports are built anew. */
const width = 10;

const Told = z.object({ eventId: Id.schema("event"), orderId: Id.schema("order") });

/**
 * Brings the reports up to what the table says of an order. The event is a nudge, never the truth: it may come twice,
 * late or in any order. It is claimed in the transaction of what it changes.
 */
export const record = fn(Told, async ({ eventId, orderId }) => {
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
 * Fills the reports anew from every order of the table: after the table was restored, or when a report is in doubt.
 * Events may go on meanwhile; until it is done the figures are too small, and `status` says so. A scan: a job's work.
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
      // One transaction at a time: whoever waits for a connection gives up after a while, and this job must not.
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

/** Days by UTC, both of them included. */
const Period = z
  .object({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to, "The first day comes before the last.")
  .refine(({ from, to }) => daysBetween(from, to) <= longestDays, `Ask for ${longestDays} days at most.`);

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

export type DayRow = {
  day: string;
  currency: Currency;
  /** Placed on this day, paid or not. */
  placed: number;
  paid: number;
  items: number;
  captured: number;
  refunded: number;
};

/** What was sold on each day, newest first, by currency; what went back counts on the day of its order. */
export const byDay = fn(Period, ({ from, to }) =>
  read<DayRow>(
    `select day, currency, count(*) as placed,
       count(*) filter (where captured > 0) as paid,
       coalesce(sum(items) filter (where captured > 0), 0)::bigint as items,
       sum(captured)::bigint as captured, sum(refunded)::bigint as refunded
     from reporting.orders where day between $1 and $2
     group by day, currency order by day desc, currency`,
    [from, to],
  ),
);

export type ProductRow = {
  sku: string;
  name: string;
  currency: Currency;
  quantity: number;
  refundedQuantity: number;
  revenue: number;
};

/** What sold best by revenue, in each currency. */
export const byProduct = fn(
  z.object({ period: Period, limit: z.int().min(1).max(1_000).default(50) }),
  ({ period: { from, to }, limit }) =>
    read<ProductRow>(
      `select sku, max(name) as name, currency, sum(quantity)::bigint as quantity,
         sum(refunded_quantity)::bigint as "refundedQuantity", sum(revenue)::bigint as revenue
       from reporting.order_items join reporting.orders using (order_id)
       where day between $1 and $2 and captured > 0
       group by sku, currency order by revenue desc, sku limit $3`,
      [from, to, limit],
    ),
);

export type RefundRate = {
  currency: Currency;
  paid: number;
  /** Paid orders of which anything went back. */
  refundedOrders: number;
  captured: number;
  refunded: number;
  /** Of the money, from 0 to 1. */
  rate: number;
};

/** How much of what was paid went back, by currency. */
export const refundRate = fn(Period, async ({ from, to }) => {
  const found = await read<Omit<RefundRate, "rate">>(
    `select currency, count(*) as paid, count(*) filter (where refunded > 0) as "refundedOrders",
       sum(captured)::bigint as captured, sum(refunded)::bigint as refunded
     from reporting.orders where day between $1 and $2 and captured > 0
     group by currency order by currency`,
    [from, to],
  );
  return found.map((row): RefundRate => ({ ...row, rate: row.refunded / row.captured }));
});

/** How many orders stand where, and since when the reports are being built anew, if they are. */
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

/** A report that cannot be had is no reason for a broken page: throws `reporting.off` and `reporting.unavailable`. */
async function read<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  if (!isOn()) throw new DomainError("unavailable", "reporting.off", "Reports are turned off.");
  try {
    return await look<Row>(text, values);
  } catch (error) {
    Log.error("reporting.unavailable", error);
    throw new DomainError(
      "unavailable",
      "reporting.unavailable",
      "The reporting database does not answer. Please try again in a minute.",
    );
  }
}
