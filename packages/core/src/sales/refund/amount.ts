import { DomainError } from "#platform/error";
import { Money } from "#platform/money";
import { disputed, type OrderLine, type OrderView } from "../order";
import type { LineTotals } from "../pricing";
import * as TaxId from "../tax-id";

export type RefundLine = { sku: string; quantity: number; restock: boolean };
type Refundable = Pick<OrderView, "orderId" | "refundedLines" | "refunds"> & {
  lines: Pick<OrderLine, "sku" | "name" | "quantity">[];
  totals: { lines: Pick<LineTotals, "total" | "tax">[] };
};

/**
 * Returns the worth of lines as they were paid, in minor units of the order's currency: net of their share of the
 * discount, with their tax unless the order's tax was refunded before. Several refunds of a line add up to the line's
 * total exactly, because each is the difference of two shares. Throws `refund.unknown_line` and `refund.too_many`.
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
 * Returns how much of an order's captured money can be refunded, in minor units: neither money that was refunded nor
 * money that a bank holds or took because of a dispute. Never below zero.
 */
export const refundable = (order: Pick<OrderView, "captured" | "refunded" | "disputes">) =>
  Math.max(0, order.captured - order.refunded - disputed(order));

/** Merges lines of the same SKU: a transaction writes an item once. A merged line is restocked only if all of it is. */
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
