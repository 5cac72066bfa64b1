import type { Stripe } from "#platform/stripe";
import type { OrderView } from "../order";

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem;
type Priced = Pick<OrderView, "currency" | "lines" | "totals" | "delivery">;

/**
 * Returns the items of Stripe's page, which add up to the order's total to the minor unit. A discounted line is one
 * item, because its discount need not divide by the quantity.
 */
export function lineItems({ currency, lines, totals, delivery }: Priced): LineItem[] {
  const item = (name: string, unit_amount: number, quantity = 1): LineItem => ({
    quantity,
    price_data: { currency: currency.toLowerCase(), unit_amount, product_data: { name } },
  });
  const goods = lines.map(({ name, title, unitPrice, quantity }, i) => {
    const label = title ? `${name} – ${title}` : name;
    const { discount = 0, relief = 0 } = totals.lines[i] ?? {};
    const off = discount + relief;
    if (off === 0) return item(label, unitPrice, quantity);
    return item(quantity > 1 ? `${quantity} × ${label}` : label, unitPrice * quantity - off);
  });
  const tax = totals.taxIncluded ? 0 : totals.tax;
  const shipping = totals.shipping - totals.shippingDiscount - totals.shippingRelief;
  return [
    ...goods,
    ...(shipping > 0 ? [item(`Delivery: ${delivery.label}`, shipping)] : []),
    ...(tax > 0 ? [item("Sales tax", tax)] : []),
  ];
}
