import { DomainError } from "#platform/error";
import { Money } from "#platform/money";
import * as Goods from "../inventory";
import { disputed, isUnshipped, type OrderLine, type OrderView, type RefundRow, toShip } from "../order";
import type { LineTotals } from "../pricing";
import { merged, type RefundLine, refundable, worthOf } from "./amount";

/** Effect of a refund on its order, decided before anything is written. Pure, so that the model test can run it. */
export type Plan = {
  amount: number;
  lines: RefundRow["lines"];
  stage: NonNullable<RefundRow["stage"]>;
  /** Refund sums of the order afterwards. */
  set: Sums;
  goods: Goods.GoodsChange;
};
export type Sums = {
  refunded: number;
  refundedLines: Record<string, number>;
  goodsSettled: Record<string, number>;
  refundVersion: number;
};
export type Refundable = Pick<
  OrderView,
  | "orderId"
  | "status"
  | "currency"
  | "captured"
  | "refunded"
  | "refundedLines"
  | "goodsSettled"
  | "refundVersion"
  | "refunds"
  | "disputes"
> & {
  lines: Pick<OrderLine, "sku" | "name" | "quantity">[];
  totals: { total: number; lines: Pick<LineTotals, "total" | "tax">[] };
};

type Wish = {
  lines: RefundLine[];
  /** In minor units; by default the worth of the lines. */
  amount?: number | undefined;
  /** Refunds the rest when that is less than the worth of the lines, instead of refusing. */
  upToRest?: boolean | undefined;
};

/**
 * Plans a refund by line, by amount, or both. Goods that were not shipped are for sale again or are written off; goods
 * that come back are restocked or not. Throws `refund.nothing_captured`, `refund.nothing`, `refund.above_rest`,
 * `refund.unknown_line`, `refund.too_many`.
 */
export function planRefund(order: Refundable, refundId: string, wish: Wish, cause: string): Plan {
  const lines = merged(wish.lines);
  const rest = refundable(order);
  const worth = worthOf(order, lines);
  const wanted = wish.amount ?? worth;
  const amount = wish.upToRest ? Math.min(wanted, rest) : wanted;
  const isFree = order.totals.total === 0 && stageOf(order) !== "canceled" && order.status !== "authorized";
  if (order.captured === 0 && !(isFree && lines.length > 0 && amount === 0)) throw nothingCaptured();
  if (amount > rest) throw aboveRest(order);
  if (amount < 1 && lines.length === 0)
    throw rest === 0
      ? aboveRest(order)
      : new DomainError("input", "refund.nothing", "Enter an amount, or how many of which item.");
  const stage = stageOf(order);
  const settled = lines.map((line) => ({
    ...line,
    settled: Math.min(line.quantity, order.goodsSettled[line.sku] ?? 0),
  }));
  return {
    amount,
    lines: settled.map(({ settled: units, ...line }) => (units > 0 ? { ...line, settled: units } : line)),
    stage,
    set: {
      refunded: order.refunded + amount,
      refundedLines: plus(order.refundedLines, settled),
      goodsSettled: minus(
        order.goodsSettled,
        settled.map(({ sku, settled: quantity }) => ({ sku, quantity })),
      ),
      refundVersion: order.refundVersion + 1,
    },
    goods: goodsOf(order.orderId, refundId, stage, settled, cause),
  };
}

/** Plans the cancellation of an order that was not shipped: refunds the rest of its money and releases its stock. */
export function planCancel(order: Refundable): Plan {
  const left = order.lines
    .map(({ sku, quantity }) => ({
      sku,
      quantity: quantity - (order.refundedLines[sku] ?? 0),
      restock: true,
    }))
    .filter(({ quantity }) => quantity > 0);
  const amount = refundable(order);
  return {
    amount,
    lines: left,
    stage: "canceled",
    set: {
      refunded: order.refunded + amount,
      refundedLines: plus(order.refundedLines, left),
      goodsSettled: order.goodsSettled,
      refundVersion: order.refundVersion + 1,
    },
    goods: isUnshipped(order) ? Goods.deallocate(toShip(order)) : { changes: [] },
  };
}

/**
 * Tells whether nothing of a failed refund is left to refund, nor will be: the money was refunded since, or a bank took
 * it for good. False for a refund that was settled by another one.
 */
export const isMoot = (
  order: Pick<OrderView, "captured" | "refunded" | "disputes">,
  { supersededBy }: Pick<RefundRow, "supersededBy">,
  { lines, amount }: { lines: unknown[]; amount: number },
) =>
  !supersededBy &&
  amount === 0 &&
  lines.length === 0 &&
  refundable(order) === 0 &&
  !order.disputes.some(({ state }) => state === "open");

/**
 * Plans how to undo a refund that failed. Units that cannot be taken back, because they were sold again or the order
 * was shipped without them, stay where they are and count as settled, so that the next refund does not move them a
 * second time.
 */
export function planFailure(
  order: Refundable,
  { refundId, amount, lines, stage = stageOf(order) }: RefundRow,
  available: Record<string, number>,
): Pick<Plan, "set" | "goods"> {
  const moved = lines.map((line) => ({ ...line, quantity: line.quantity - (line.settled ?? 0) }));
  const now = stageOf(order);
  const why = {
    reference: `undo:${order.orderId}:${refundId}`,
    cause: "The refund failed, so its goods were moved back.",
  };
  const taken = moved.filter(({ restock }) => restock);
  const isThere = ({ sku, quantity }: { sku: string; quantity: number }) => (available[sku] ?? 0) >= quantity;
  const back = taken.filter(isThere);
  const gone = taken.filter((line) => !isThere(line));
  const undone: { goods: Goods.GoodsChange; stays: typeof moved } = (() => {
    if (stage === "canceled" || now === "canceled") return { goods: { changes: [] }, stays: [] };
    if (stage === "unshipped" && now === "unshipped")
      return {
        goods: Goods.together(
          Goods.allocateAvailable(back),
          Goods.undoWriteOff(
            moved.filter(({ restock }) => !restock),
            why,
          ),
        ),
        stays: gone,
      };
    if (stage === "unshipped") return { goods: { changes: [] }, stays: moved };
    return { goods: Goods.undoRestock(back, why), stays: gone };
  })();
  const settled = lines.map(({ sku, settled: quantity = 0 }) => ({ sku, quantity }));
  return {
    set: {
      refunded: order.refunded - amount,
      refundedLines: minus(order.refundedLines, lines),
      goodsSettled: plus(plus(order.goodsSettled, settled), undone.stays),
      refundVersion: order.refundVersion + 1,
    },
    goods: undone.goods,
  };
}

function goodsOf(
  orderId: string,
  refundId: string,
  stage: Plan["stage"],
  lines: (RefundLine & { settled: number })[],
  cause: string,
): Goods.GoodsChange {
  const moved = lines.map(({ settled, ...line }) => ({ ...line, quantity: line.quantity - settled }));
  const back = moved.filter(({ restock }) => restock);
  const lost = moved.filter(({ restock }) => !restock);
  switch (stage) {
    case "canceled":
      return { changes: [] };
    case "unshipped":
      return Goods.together(
        Goods.deallocate(back),
        Goods.writeOff(lost, { reference: `write-off:${orderId}:${refundId}`, cause }),
      );
    case "shipped":
      return Goods.restock(back, { reference: `return:${orderId}:${refundId}`, cause });
  }
}

function stageOf(order: Pick<OrderView, "status">): Plan["stage"] {
  if (isUnshipped(order)) return "unshipped";
  return order.status === "shipped" || order.status === "delivered" ? "shipped" : "canceled";
}

type Counted = readonly { sku: string; quantity: number }[];

const plus = (counts: Record<string, number>, lines: Counted) => changed(counts, lines, 1);
const minus = (counts: Record<string, number>, lines: Counted) => changed(counts, lines, -1);

function changed(counts: Record<string, number>, lines: Counted, sign: 1 | -1) {
  const after = { ...counts };
  for (const { sku, quantity } of lines) after[sku] = Math.max(0, (after[sku] ?? 0) + sign * quantity);
  return Object.fromEntries(Object.entries(after).filter(([, quantity]) => quantity > 0));
}

const nothingCaptured = () =>
  new DomainError(
    "conflict",
    "refund.nothing_captured",
    "Nothing was charged for this order. Cancel it instead.",
  );

/** Returns the error that names how much can be refunded at most, and why that is less than expected. */
export function aboveRest(order: Refundable) {
  const rest = refundable(order);
  const held = disputed(order);
  const money = (amount: number) => Money.format(amount, order.currency);
  const most = rest > 0 ? `At most ${money(rest)} can be refunded.` : "Nothing is left to refund.";
  return new DomainError(
    "conflict",
    "refund.above_rest",
    held > 0 ? `The customer's bank has ${money(held)} of it because of a dispute. ${most}` : most,
  );
}
