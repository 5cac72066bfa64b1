import { DomainError } from "../error";
import { Money } from "../money";
import type { OrderView } from "../order";

export type RefundLine = { sku: string; quantity: number; restock: boolean };
type Refundable = Pick<
  OrderView,
  "lines" | "totals" | "captured" | "refunded" | "refundedLines" | "currency"
>;

/**
 * What lines are worth, as they were paid: net of their share of the discount, with their tax. Several refunds of a
 * line add up to the line's total to the minor unit, because each is the difference of two shares.
 * Throws `refund.unknown_line` and `refund.too_many`.
 */
export function worthOf(order: Refundable, lines: RefundLine[]): number {
  return lines.reduce((sum, { sku, quantity }) => {
    const index = order.lines.findIndex((line) => line.sku === sku);
    const line = order.lines[index];
    const total = order.totals.lines[index]?.total;
    if (!line || total === undefined)
      throw new DomainError("input", "refund.unknown_line", `This order has no ${sku}.`);
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

/** What of an order's money has not gone back yet. */
export const refundable = ({ captured, refunded }: Pick<OrderView, "captured" | "refunded">) =>
  captured - refunded;
