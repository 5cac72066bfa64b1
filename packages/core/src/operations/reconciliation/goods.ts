import { isUnshipped, toShip } from "#sales/order";
import type { Facts } from "./facts";
import type { Finding } from "./finding";

/** Statuses in which an order has its goods: allocated to it, or shipped. */
export const sold: readonly string[] = ["authorized", "in_review", "paid", "packed", "shipped", "delivered"];

/**
 * Per SKU: available + held + allocated = Σ movements, none negative; held is what pending orders hold, allocated what
 * paid orders have not shipped.
 */
export function judgeGoods(facts: Facts): Finding[] {
  return [...judgeStock(facts), ...judgeHolds(facts), ...judgeSales(facts)];
}

function judgeStock({ stock, movement, hold, order }: Facts): Finding[] {
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
      (sku): Finding => ({ kind: "stock.unknown", about: sku, says: "moved or held, and there is no stock" }),
    ),
    ...stock.flatMap((row): Finding[] => {
      const { sku } = row;
      const says = `${row.available} available, ${row.held} held, ${row.allocated} allocated`;
      const finding = (kind: Finding["kind"], more = ""): Finding => ({
        kind,
        about: sku,
        says: says + more,
      });
      const all = row.available + row.held + row.allocated;
      const [moves, holds, orders] = [onHand, held, allocated].map((counts) => counts.get(sku) ?? 0);
      return [
        ...(Math.min(row.available, row.held, row.allocated) < 0 ? [finding("stock.negative")] : []),
        ...(all === moves ? [] : [finding("stock.ledger", `; the movements say ${moves} on hand`)]),
        ...(row.held === holds ? [] : [finding("stock.held", `; the holds say ${holds}`)]),
        ...(row.allocated === orders
          ? []
          : [finding("stock.allocated", `; the unshipped orders say ${orders}`)]),
      ];
    }),
  ];
}

function judgeHolds({ order, hold }: Facts): Finding[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const holding = new Set(hold.map(({ orderId }) => orderId));
  return [
    ...order
      .filter(({ orderId, status }) => status === "pending" && !holding.has(orderId))
      .map(
        ({ orderId }): Finding => ({
          kind: "hold.missing",
          about: orderId,
          says: "pending and holds nothing",
        }),
      ),
    ...hold.flatMap(({ orderId, lines }): Finding[] => {
      const found = orders.get(orderId);
      if (found?.status !== "pending")
        return [
          {
            kind: "hold.orphan",
            about: orderId,
            says: `held for an order that is ${found?.status ?? "unknown"}`,
          },
        ];
      const wanted = written(found.lines);
      const has = written(lines);
      return has === wanted
        ? []
        : [{ kind: "hold.lines", about: orderId, says: `holds ${has}, not ${wanted}` }];
    }),
  ];
}

/** Checks what left the warehouse for each order: what was shipped or written off, and nothing for any other. */
function judgeSales({ order, movement }: Facts): Finding[] {
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
      (about): Finding => ({
        kind: "sale.wrong",
        about,
        says: "goods left for an order that does not exist",
      }),
    ),
    ...order.flatMap((row): Finding[] => {
      const left = sums(moved.get(row.orderId) ?? []);
      const bought = sums(row.lines);
      const skus = [...new Set([...left.keys(), ...bought.keys()])];
      const wrong = skus.find((sku) => !mayHaveLeft(row, sku, left.get(sku) ?? 0, bought.get(sku) ?? 0));
      if (wrong === undefined) return [];
      const says = `${row.status}: ${left.get(wrong) ?? 0} of ${wrong} left the warehouse, ${bought.get(wrong) ?? 0} were ordered`;
      return [{ kind: "sale.wrong", about: row.orderId, says }];
    }),
  ];
}

/** Units that were refunded may be written off, restocked, or neither; all others are shipped with the order, not before. */
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
