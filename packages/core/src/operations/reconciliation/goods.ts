import { isUnshipped, toShip } from "#sales/order";
import type { Discrepancy } from "./discrepancy";
import type { Facts } from "./facts";

/** Statuses in which goods are allocated to an order or shipped. */
export const sold: readonly string[] = ["authorized", "in_review", "paid", "packed", "shipped", "delivered"];

/**
 * Checks for each SKU that available + held + allocated = Σ movements, that held is what pending orders hold, and that
 * allocated is what paid orders have not shipped.
 */
export function checkGoods(facts: Facts): Discrepancy[] {
  return [...checkStock(facts), ...checkHolds(facts), ...checkSales(facts)];
}

function checkStock({ stock, movement, hold, order }: Facts): Discrepancy[] {
  const onHand = sums(movement);
  const held = sums(hold.flatMap(({ lines }) => lines));
  const allocated = sums(
    order.filter((row) => row.allocated && isUnshipped(row)).flatMap((row) => toShip(row)),
  );
  const known = new Set(stock.map(({ sku }) => sku));
  const moved = [...onHand.keys(), ...held.keys(), ...allocated.keys()];
  const unknown = [...new Set(moved)].filter((sku) => !known.has(sku));
  return [
    ...unknown.map(
      (sku): Discrepancy => ({
        kind: "stock.unknown",
        about: sku,
        text: "moved, held or allocated, and has no stock row",
      }),
    ),
    ...stock.flatMap((row): Discrepancy[] => {
      const { sku } = row;
      const text = `${row.available} available, ${row.held} held, ${row.allocated} allocated`;
      const discrepancy = (kind: Discrepancy["kind"], more = ""): Discrepancy => ({
        kind,
        about: sku,
        text: text + more,
      });
      const all = row.available + row.held + row.allocated;
      const [moves, holds, orders] = [onHand, held, allocated].map((counts) => counts.get(sku) ?? 0);
      return [
        ...(Math.min(row.available, row.held, row.allocated) < 0 ? [discrepancy("stock.negative")] : []),
        ...(all === moves ? [] : [discrepancy("stock.ledger", `; the movements say ${moves} on hand`)]),
        ...(row.held === holds ? [] : [discrepancy("stock.held", `; the holds say ${holds}`)]),
        ...(row.allocated === orders
          ? []
          : [discrepancy("stock.allocated", `; the unshipped orders say ${orders}`)]),
      ];
    }),
  ];
}

function checkHolds({ order, hold }: Facts): Discrepancy[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const holding = new Set(hold.map(({ orderId }) => orderId));
  return [
    ...order
      .filter(({ orderId, status }) => status === "pending" && !holding.has(orderId))
      .map(
        ({ orderId }): Discrepancy => ({
          kind: "hold.missing",
          about: orderId,
          text: "is pending and has no hold",
        }),
      ),
    ...hold.flatMap(({ orderId, lines }): Discrepancy[] => {
      const found = orders.get(orderId);
      if (found?.status !== "pending")
        return [
          {
            kind: "hold.orphan",
            about: orderId,
            text: `held for an order that is ${found?.status ?? "unknown"}`,
          },
        ];
      const wanted = written(found.lines);
      const has = written(lines);
      return has === wanted
        ? []
        : [{ kind: "hold.lines", about: orderId, text: `holds ${has}, not ${wanted}` }];
    }),
  ];
}

/** Checks what left the warehouse for each order: what was shipped or written off, and nothing for any other. */
function checkSales({ order, movement }: Facts): Discrepancy[] {
  const moved = new Map<string, { sku: string; quantity: number }[]>();
  for (const { sku, quantity, kind, reference } of movement) {
    const about = /ord_\w+/.exec(reference)?.[0];
    if (!about && kind !== "sale" && kind !== "return") continue;
    const key = about ?? reference;
    moved.set(key, [...(moved.get(key) ?? []), { sku, quantity: -quantity }]);
  }
  const known = new Set(order.map(({ orderId }) => orderId));
  const strangers = [...moved.keys()].filter((orderId) => !known.has(orderId));
  return [
    ...strangers.map(
      (about): Discrepancy => ({
        kind: "sale.wrong",
        about,
        text: "goods left the warehouse for an order that does not exist",
      }),
    ),
    ...order.flatMap((row): Discrepancy[] => {
      const left = sums(moved.get(row.orderId) ?? []);
      const bought = sums(row.lines);
      const skus = [...new Set([...left.keys(), ...bought.keys()])];
      const wrong = skus.find((sku) => !mayHaveLeft(row, sku, left.get(sku) ?? 0, bought.get(sku) ?? 0));
      if (wrong === undefined) return [];
      const text = `${row.status}: ${left.get(wrong) ?? 0} of ${wrong} left the warehouse, ${bought.get(wrong) ?? 0} were ordered`;
      return [{ kind: "sale.wrong", about: row.orderId, text }];
    }),
  ];
}

/**
 * Tells whether so many units of a line may have left the warehouse. Refunded units may be written off, restocked, or
 * neither; all others leave when the order is shipped, not before.
 */
function mayHaveLeft(row: Facts["order"][number], sku: string, left: number, bought: number) {
  const refunded = (row.refundedLines[sku] ?? 0) + (row.goodsSettled[sku] ?? 0);
  const isShipped = row.status === "shipped" || row.status === "delivered";
  if (isShipped || (isUnshipped(row) && !row.allocated))
    return left >= Math.max(0, bought - refunded) && left <= bought;
  if (isUnshipped(row) || row.status === "canceled_refunded") return left >= 0 && left <= refunded;
  return left === 0;
}

function sums(lines: readonly { sku: string; quantity: number }[]) {
  const total = new Map<string, number>();
  for (const { sku, quantity } of lines) total.set(sku, (total.get(sku) ?? 0) + quantity);
  return total;
}

const written = (lines: readonly { sku: string; quantity: number }[]) =>
  [...sums(lines)]
    .map(([sku, quantity]) => `${quantity} ${sku}`)
    .sort()
    .join(", ");
