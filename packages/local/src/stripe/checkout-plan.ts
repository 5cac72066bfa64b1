import type Stripe from "stripe";
import type { RequestParams } from "./params";

/** Internal data of a session, from which its amounts and its payment are created. */
export interface CheckoutPlan {
  id: string;
  items: Stripe.LineItem[];
  /** Tax rates of each line. */
  taxes: Stripe.TaxRate[][];
  coupon: Stripe.Coupon | null;
  /** Chosen shipping rate; the first one until the shopper chooses another. */
  shipping: Stripe.ShippingRate | null;
  intent: NonNullable<RequestParams["POST /v1/checkout/sessions"]["payment_intent_data"]>;
  /** Details from the page to save on an existing customer. */
  customerUpdate?: Stripe.Checkout.SessionCreateParams.CustomerUpdate;
}

export interface Totals {
  items: Stripe.LineItem[];
  subtotal: number;
  discount: number;
  shipping: number;
  tax: number;
  total: number;
}

/** Returns the amounts of a plan in minor units: items − discount + tax + shipping. Prices contain inclusive taxes. */
export function totals({ items, taxes, coupon, shipping }: CheckoutPlan): Totals {
  const subtotal = sum(items.map((item) => item.amount_subtotal));
  const discount = discountOf(subtotal, coupon);
  const shares = share(
    discount,
    items.map((item) => item.amount_subtotal),
  );
  const lines = items.map((item, index) => priced(item, shares[index] ?? 0, taxes[index] ?? []));
  const freight = shipping?.fixed_amount?.amount ?? 0;
  return {
    items: lines,
    subtotal,
    discount,
    shipping: freight,
    tax: sum(lines.map((line) => line.amount_tax)),
    total: sum(lines.map((line) => line.amount_total)) + freight,
  };
}

function discountOf(subtotal: number, coupon: Stripe.Coupon | null): number {
  if (!coupon) return 0;
  if (coupon.percent_off !== null) return Math.round((subtotal * coupon.percent_off) / 100);
  return Math.min(subtotal, coupon.amount_off ?? 0);
}

/** Splits an amount in proportion to the parts. The shares add up exactly. */
function share(amount: number, parts: number[]): number[] {
  const whole = sum(parts);
  let given = 0;
  let seen = 0;
  return parts.map((part) => {
    seen += part;
    const upToHere = whole === 0 ? 0 : Math.round((amount * seen) / whole);
    const mine = upToHere - given;
    given = upToHere;
    return mine;
  });
}

function priced(item: Stripe.LineItem, discount: number, rates: Stripe.TaxRate[]): Stripe.LineItem {
  const net = item.amount_subtotal - discount;
  const inside = 1 + sum(rates.filter((rate) => rate.inclusive).map((rate) => rate.percentage)) / 100;
  const taxes = rates.map(
    (rate): Stripe.LineItem.Tax => ({
      amount: Math.round(((net / inside) * rate.percentage) / 100),
      rate,
      taxability_reason: "standard_rated",
      taxable_amount: Math.round(net / inside),
    }),
  );
  const added = sum(taxes.filter((tax) => !tax.rate.inclusive).map((tax) => tax.amount));
  return {
    ...item,
    amount_discount: discount,
    amount_tax: sum(taxes.map((tax) => tax.amount)),
    amount_total: net + added,
    taxes,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
