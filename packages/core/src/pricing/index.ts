import { Money } from "../money";

export * as Pricing from "./index";

/**
 * The one place where money is added up. Pure: the same input gives the same totals, whoever asks. All amounts are
 * minor units of the one currency of the order.
 */
export type PricedLine = { sku: string; unitPrice: number; quantity: number; taxClass: TaxClass };
export type TaxClass = "standard" | "reduced";

/** Basis points (1/100 of a percent) by class. Inclusive: the prices already contain the tax. */
export type TaxRule = { inclusive: boolean; rates: Record<TaxClass, number>; shippingClass: TaxClass };

export type PricingInput = {
  currency: Money.Currency;
  lines: PricedLine[];
  /** What comes off the lines' sum before tax; never more than the sum. */
  discount?: number;
  /** What delivery costs, as shown. */
  shipping: number;
  tax: TaxRule;
};

export type LineTotals = { sku: string; subtotal: number; discount: number; tax: number; total: number };

/** `total = subtotal − discount + shipping + (tax when it is not inclusive)`. */
export type Totals = {
  currency: Money.Currency;
  subtotal: number;
  discount: number;
  shipping: number;
  tax: number;
  taxIncluded: boolean;
  total: number;
  lines: LineTotals[];
  shippingTax: number;
};

const basis = 10_000;

/**
 * Prices an order. The discount is spread over the lines by largest remainder; tax is computed per line on what is
 * left and rounded half up, so that the sum of the lines is the order's, to the last unit.
 * Throws RangeError when an amount is not a whole number of minor units in range: that is a bug of the caller.
 */
export function price({ currency, lines, discount = 0, shipping, tax }: PricingInput): Totals {
  for (const { unitPrice, quantity } of lines) {
    whole(unitPrice, "A price");
    whole(quantity, "A quantity");
  }
  whole(discount, "A discount");
  whole(shipping, "Shipping");
  const subtotals = lines.map(({ unitPrice, quantity }) => unitPrice * quantity);
  const subtotal = sum(subtotals);
  const given = Math.min(discount, subtotal);
  const discounts = Money.split(given, subtotals);
  const taxOf = (amount: number, taxClass: TaxClass) => {
    const rate = tax.rates[taxClass];
    return tax.inclusive
      ? amount - Money.ratio(amount, basis, basis + rate)
      : Money.ratio(amount, rate, basis);
  };
  const added = (amount: number) => (tax.inclusive ? 0 : amount);
  const priced = lines.map(({ sku, taxClass }, i) => {
    const net = at(subtotals, i) - at(discounts, i);
    const lineTax = taxOf(net, taxClass);
    return {
      sku,
      subtotal: at(subtotals, i),
      discount: at(discounts, i),
      tax: lineTax,
      total: net + added(lineTax),
    };
  });
  const shippingTax = taxOf(shipping, tax.shippingClass);
  const taxes = sum(priced.map((line) => line.tax)) + shippingTax;
  return {
    currency,
    subtotal,
    discount: given,
    shipping,
    tax: taxes,
    taxIncluded: tax.inclusive,
    total: subtotal - given + shipping + added(taxes),
    lines: priced,
    shippingTax,
  };
}

function whole(amount: number, what: string) {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new RangeError(`${what} must be a whole number of minor units, not ${amount}.`);
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const at = (amounts: number[], i: number) => amounts[i] ?? 0;
