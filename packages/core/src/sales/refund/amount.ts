import { DomainError } from "#platform/error";
import { Money } from "#platform/money";
import type { OrderView } from "../order";
import { disputed } from "../order";
import * as TaxId from "../tax-id";

export type RefundLine = { sku: string; quantity: number; restock: boolean };
type Refundable = Pick<
  OrderView,
  "orderId" | "lines" | "totals" | "captured" | "refunded" | "refundedLines" | "refunds" | "currency"
>;

/**
 * Returns what lines are worth as they were paid: net of their share of the discount, with their tax unless the tax of
 * the order was refunded before, in minor units of the order's currency. Several refunds of a line add up to the line's total exactly, because each is the difference of
 * two shares. Throws `refund.unknown_line` and `refund.too_many`.
 */
export function worthOf(order: Refundable, lines: RefundLine[]): number {
  return lines.reduce((sum, { sku, quantity }) => {
    const index = order.lines.findIndex((line) => line.sku === sku);
    const line = order.lines[index];
    const paid = order.totals.lines[index];
    if (!line || !paid) throw new DomainError("input", "refund.unknown_line", `This order has no ${sku}.`);
    const total = paid.total - (TaxId.isTaxRefunded(order) ? paid.tax : 0);
    const before = order.refundedLines[sku] ?? 0;
    if (before + quantity > line.quantity) {
      const left = line.quantity - before;
      throw new DomainError(
        "conflict",
        "refund.too_many",
        `Only ${left} of ${line.name} can still be refunded.`,
      );
    }
    return (
      sum + Money.ratio(total, before + quantity, line.quantity) - Money.ratio(total, before, line.quantity)
    );
  }, 0);
}

/**
 * Returns what of an order's captured money can be refunded, in minor units: not what was refunded, nor what a bank holds
 * or took because of a dispute. Never below zero.
 */
export const refundable = (order: Pick<OrderView, "captured" | "refunded" | "disputes">) =>
  Math.max(0, order.captured - order.refunded - disputed(order));

/** Returns lines with each SKU once: an item is written once in a transaction. Restocked only if all of it is. */
export function merged(lines: RefundLine[]): RefundLine[] {
  const bySku = new Map<string, RefundLine>();
  for (const line of lines) {
    const before = bySku.get(line.sku);
    bySku.set(
      line.sku,
      before
        ? { ...line, quantity: before.quantity + line.quantity, restock: before.restock && line.restock }
        : line,
    );
  }
  return [...bySku.values()];
}
