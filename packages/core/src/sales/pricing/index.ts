import { Money, type TaxClass } from "#platform/money";
import { discounted } from "./discounts";
import type { Discount, LineTotals, TaxRule, Totals } from "./schemas";

export { type TaxClass, taxClasses } from "#platform/money";
export { reduced } from "./discounts";
export { type Estimate, estimate } from "./estimate";
export * as Pricing from "./index";
export { type DeliveryOffer, deliveryOffer, homeCountry } from "./offer";
export { type Problem, problemsOf } from "./problems";
export { type DateRange, formatPromise, localTime, promiseOf } from "./promise";
export { rows, type SumRow } from "./rows";
export { forgetRules, type Rules, ruleKeys, rules, rulesIn, rulesOf, storedRules } from "./rules";
export { Discount, type DiscountRow, type Exemption, type LineTotals, TaxRule, Totals } from "./schemas";
export { countriesOf, type DeliveryOption, deliveriesTo, isSeparate, zoneOf } from "./shipping";
export { currentRate, isInUnion, isRegisteredAt, taxedAreaOf, taxFor, taxOfOldOrder } from "./tax";

/** Line of a cart or order. Amounts are minor units of the order's currency. */
export type PricedLine = { sku: string; unitPrice: number; quantity: number; taxClass: TaxClass };

export type PricingInput = {
  currency: Money.Currency;
  lines: PricedLine[];
  /** Discounts on lines and delivery, applied in this order; never more than there is to take off. */
  discounts?: Discount[];
  /** Price of the delivery, as shown. */
  shipping: number;
  tax: TaxRule;
};

const basis = 10_000;

/**
 * Prices an order: the only place where money is added up. Pure. Discounts are spread over the lines by largest
 * remainder; tax is computed per line on the rest and rounded half up, so that the lines add up to the order to the
 * last minor unit. Throws RangeError when an amount is not a whole number of minor units in range: a bug of the caller.
 */
export function price({ currency, lines, discounts = [], shipping, tax }: PricingInput): Totals {
  for (const { unitPrice, quantity } of lines) {
    whole(unitPrice, "A price");
    whole(quantity, "A quantity");
  }
  for (const discount of discounts)
    if (discount.kind !== "shipping")
      whole(discount.kind === "amount" ? discount.amount : discount.percent, "A discount");
  whole(shipping, "Shipping");
  const off = discounted(lines, shipping, discounts);
  const added = (amount: number) => (tax.inclusive ? 0 : amount);
  const priced = lines.map(({ sku, unitPrice, quantity, taxClass }, i): LineTotals => {
    const subtotal = unitPrice * quantity;
    const discount = off.lines[i] ?? 0;
    const paid = taxed(subtotal - discount, taxClass, tax);
    return { sku, subtotal, discount, ...paid, total: subtotal - discount - paid.relief + added(paid.tax) };
  });
  const delivery = taxed(shipping - off.shipping, tax.shippingClass, tax);
  const subtotal = sum(priced.map((line) => line.subtotal));
  const discount = sum(priced.map((line) => line.discount));
  const taxes = sum(priced.map((line) => line.tax)) + delivery.tax;
  const relief = sum(priced.map((line) => line.relief)) + delivery.relief;
  return {
    currency,
    subtotal,
    discount,
    shipping,
    shippingDiscount: off.shipping,
    tax: taxes,
    taxIncluded: tax.inclusive,
    relief,
    exempt: tax.exempt ?? null,
    total: subtotal - discount + shipping - off.shipping - relief + added(taxes),
    lines: priced,
    shippingTax: delivery.tax,
    shippingRelief: delivery.relief,
    discounts: off.rows,
  };
}

/** Returns the tax in or on an amount. An exempt buyer pays none: the tax that a price contains is taken out. */
function taxed(amount: number, taxClass: TaxClass, { inclusive, rates, exempt }: TaxRule) {
  const rate = taxClass === "zero" ? 0 : rates[taxClass];
  const contained = amount - Money.ratio(amount, basis, basis + rate);
  if (exempt) return { tax: 0, relief: inclusive ? contained : 0 };
  return { tax: inclusive ? contained : Money.ratio(amount, rate, basis), relief: 0 };
}

function whole(amount: number, what: string) {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new RangeError(`${what} must be a whole number of minor units, not ${amount}.`);
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
