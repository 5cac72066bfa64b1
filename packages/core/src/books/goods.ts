import type { Facts } from "./facts";
import type { Finding } from "./finding";

/** Statuses in which the goods have left the shelf for the customer. */
export const sold: readonly string[] = ["authorized", "in_review", "paid", "packed", "shipped", "delivered"];

/** Per SKU: available + held + sold = received, none negative; holds are exactly those of pending orders. */
export function judgeGoods(facts: Facts): Finding[] {
  return [...judgeStock(facts), ...judgeHolds(facts), ...judgeSales(facts)];
}

function judgeStock({ stock, movement, hold }: Facts): Finding[] {
  const onHand = sums(movement);
  const held = sums(hold.flatMap(({ lines }) => lines));
  const known = new Set(stock.map(({ sku }) => sku));
  const unknown = [...new Set([...onHand.keys(), ...held.keys()])].filter((sku) => !known.has(sku));
  return [
    ...unknown.map(
      (sku): Finding => ({ kind: "stock.unknown", about: sku, says: "moved or held, and there is no stock" }),
    ),
    ...stock.flatMap(({ sku, available, held: holding }): Finding[] => {
      const says = `${available} available, ${holding} held`;
      return [
        ...(available < 0 || holding < 0 ? [{ kind: "stock.negative" as const, about: sku, says }] : []),
        ...(available + holding === (onHand.get(sku) ?? 0)
          ? []
          : [
              {
                kind: "stock.ledger" as const,
                about: sku,
                says: `${says}; the movements say ${onHand.get(sku) ?? 0} on hand`,
              },
            ]),
        ...(holding === (held.get(sku) ?? 0)
          ? []
          : [
              {
                kind: "stock.held" as const,
                about: sku,
                says: `${says}; the holds say ${held.get(sku) ?? 0}`,
              },
            ]),
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

/** What moved for each order: all of it when it was sold, nothing or all of it back when it was not. */
function judgeSales({ order, movement }: Facts): Finding[] {
  const moved = new Map<string, { sku: string; quantity: number }[]>();
  for (const { sku, quantity, kind, reference } of movement) {
    if (kind !== "sale" && kind !== "return") continue;
    const about = /ord_\w+/.exec(reference)?.[0] ?? reference;
    moved.set(about, [...(moved.get(about) ?? []), { sku, quantity: -quantity }]);
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
    ...order.flatMap(({ orderId, status, lines, refunded }): Finding[] => {
      const left = sums(moved.get(orderId) ?? []);
      const bought = sums(lines);
      const skus = [...new Set([...left.keys(), ...bought.keys()])];
      const wrong = skus.find(
        (sku) => !allowed({ status, refunded }, left.get(sku) ?? 0, bought.get(sku) ?? 0),
      );
      if (wrong === undefined) return [];
      const says = `${status}: ${left.get(wrong) ?? 0} of ${wrong} left the shelf, ${bought.get(wrong) ?? 0} were ordered`;
      return [{ kind: "sale.wrong", about: orderId, says }];
    }),
  ];
}

/** Goods that were refunded may have come back or not. */
function allowed({ status, refunded }: { status: string; refunded: number }, left: number, bought: number) {
  if (status === "canceled_refunded" || (sold.includes(status) && refunded > 0))
    return left >= 0 && left <= bought;
  return left === (sold.includes(status) ? bought : 0);
}

export function sums(lines: readonly { sku: string; quantity: number }[]) {
  const total = new Map<string, number>();
  for (const { sku, quantity } of lines) total.set(sku, (total.get(sku) ?? 0) + quantity);
  return total;
}

const written = (lines: readonly { sku: string; quantity: number }[]) =>
  [...sums(lines)]
    .map(([sku, quantity]) => `${quantity} ${sku}`)
    .sort()
    .join(", ");
