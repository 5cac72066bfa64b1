import { Money } from "#platform/money";
import { Place } from "#platform/place";
import type { OrderView } from "../order";
import { type Rules, taxFor } from "../pricing";

type Taxed = Pick<
  OrderView,
  "lines" | "totals" | "captured" | "refunded" | "refundedLines" | "address" | "tax"
>;

/**
 * Returns true when a business with this number owes the tax of an order itself, by the rules of a moment: then none should
 * be charged.
 */
export function owesItself({ address, tax }: Pick<Taxed, "address" | "tax">, taxId: string, rules: Rules) {
  if (tax?.exempt) return false;
  const place = Place.resolve(address);
  return !place.refused && taxFor({ rules, place, taxId }).exempt !== undefined;
}

/**
 * Returns how much of an order's tax the merchant still has, in minor units: without the tax of refunded items, and
 * without the tax share of refunded amounts.
 */
export function taxKept({ lines, totals, captured, refunded, refundedLines }: Taxed) {
  const left = (amount: number, i: number) => {
    const { sku = "", quantity = 1 } = lines[i] ?? {};
    return amount - Money.ratio(amount, Math.min(refundedLines[sku] ?? 0, quantity), quantity);
  };
  const tax = totals.lines.reduce((sum, line, i) => sum + left(line.tax, i), totals.shippingTax);
  const delivery = totals.total - totals.lines.reduce((sum, line) => sum + line.total, 0);
  const worth = totals.lines.reduce((sum, line, i) => sum + left(line.total, i), delivery);
  const kept = captured - refunded;
  return kept >= worth ? tax : Money.ratio(tax, Math.max(0, kept), worth);
}
