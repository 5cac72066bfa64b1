import type { OrderView } from "#sales/order";
import type { Sql } from "./database";

/**
 * Writes an order to the reports unless they have a newer version. Returns whether it was written. The order's own row is
 * written first and stays locked, so that two transactions write the same order one after the other.
 */
export async function write(sql: Sql, order: OrderView): Promise<boolean> {
  const row = rowOf(order);
  const names = Object.keys(row);
  const { rowCount } = await sql.query(
    `insert into reporting.orders as known (${names.join(", ")})
     values (${names.map((_, i) => `$${i + 1}`).join(", ")})
     on conflict (order_id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}
     where known.version < excluded.version`,
    Object.values(row),
  );
  if (rowCount === 0) return false;
  const { orderId } = order;
  await sql.query("delete from reporting.order_items where order_id = $1", [orderId]);
  await sql.query("delete from reporting.refunds where order_id = $1", [orderId]);
  await sql.query(
    `insert into reporting.order_items
     select $1, * from jsonb_to_recordset($2)
       as item (sku text, name text, quantity integer, revenue bigint, refunded_quantity integer)`,
    [orderId, JSON.stringify(itemsOf(order))],
  );
  await sql.query(
    `insert into reporting.refunds
     select refund_id, $1, amount, requested_at from jsonb_to_recordset($2)
       as refund (refund_id text, amount bigint, requested_at timestamptz)`,
    [
      orderId,
      JSON.stringify(
        succeeded(order).map(({ refundId, amount, createdAt }) => ({
          refund_id: refundId,
          amount,
          requested_at: createdAt,
        })),
      ),
    ],
  );
  return true;
}

/** Returns the refunds that succeeded: a pending one may still fail. */
const succeeded = ({ refunds }: OrderView) => refunds.filter(({ state }) => state === "succeeded");

/** Returns the version of an order, which every step and every settled refund increases. */
const versionOf = ({ timeline, refunds }: OrderView) =>
  timeline.length +
  sum(refunds.map(({ state }) => ({ pending: 0, succeeded: 1, failed: 2, superseded: 3 })[state]));

function rowOf(order: OrderView) {
  const { orderId, createdAt, status, currency, lines, totals, captured } = order;
  return {
    order_id: orderId,
    version: versionOf(order),
    day: createdAt.slice(0, 10),
    placed_at: createdAt,
    status,
    currency,
    items: sum(lines.map(({ quantity }) => quantity)),
    subtotal: totals.subtotal,
    discount: totals.discount + totals.shippingDiscount,
    shipping: totals.shipping,
    tax: totals.tax,
    total: totals.total,
    captured,
    refunded: sum(succeeded(order).map(({ amount }) => amount)),
  };
}

function itemsOf(order: OrderView) {
  const back = succeeded(order).flatMap(({ lines }) => lines);
  return order.lines.map(({ sku, name, title, quantity, total }) => ({
    sku,
    name: title ? `${name} (${title})` : name,
    quantity,
    revenue: order.totals.lines.find((line) => line.sku === sku)?.total ?? total,
    refunded_quantity: sum(back.filter((line) => line.sku === sku).map((line) => line.quantity)),
  }));
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
