import { Money, type TaxClass } from "#platform/money";
import { type Discount, type DiscountRow, discounted } from "./discounts";

export { type Discount, type DiscountRow, reduced } from "./discounts";
export * as Pricing from "./index";
export { rows, type SumRow } from "./rows";
export { countries, type DeliveryOption, deliveriesTo, deliveryOptions, type Zone, zoneOf } from "./shipping";
export { seller, taxFor, taxOfOldOrder } from "./tax";

/**
 * The one place where money is added up. Pure: the same input gives the same totals, whoever asks. All amounts are
 * minor units of the one currency of the order.
 */
export type PricedLine = { sku: string; unitPrice: number; quantity: number; taxClass: TaxClass };

export { type TaxClass, taxClasses } from "#platform/money";

/** Why no tax is charged: in the European Union a business buyer in another state owes it there itself. */
export type Exemption = "reverse_charge";

/** Basis points (1/100 of a percent) by class; the class "zero" has none. Inclusive: the prices contain the tax. */
export type TaxRule = {
  inclusive: boolean;
  rates: Record<Exclude<TaxClass, "zero">, number>;
  shippingClass: TaxClass;
  exempt?: Exemption;
};

export type PricingInput = {
  currency: Money.Currency;
  lines: PricedLine[];
  /** What comes off lines and delivery, in this order; never more than there is. */
  discounts?: Discount[];
  /** What delivery costs, as shown. */
  shipping: number;
  tax: TaxRule;
};

/** `total = subtotal − discount − relief + (tax when it is not inclusive)`. */
export type LineTotals = {
  sku: string;
  subtotal: number;
  discount: number;
  relief: number;
  tax: number;
  total: number;
};

/** `total = subtotal − discount + shipping − shippingDiscount − relief + (tax when it is not inclusive)`. */
export type Totals = {
  currency: Money.Currency;
  subtotal: number;
  discount: number;
  shipping: number;
  shippingDiscount: number;
  tax: number;
  taxIncluded: boolean;
  /** The tax that the prices contain and an exempt buyer does not pay. */
  relief: number;
  exempt: Exemption | null;
  total: number;
  lines: LineTotals[];
  shippingTax: number;
  shippingRelief: number;
  /** What `discount` and `shippingDiscount` are made of. */
  discounts: DiscountRow[];
};

const basis = 10_000;

/**
 * Prices an order. Discounts are spread over the lines by largest remainder; tax is computed per line on what is left
 * and rounded half up, so that the sum of the lines is the order's, to the last unit.
 * Throws RangeError when an amount is not a whole number of minor units in range: that is a bug of the caller.
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

/** The tax in or on an amount. An exempt buyer pays none: what a price contains of it is taken out. */
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
