import type { OrderView } from "../order";
import type { Stripe } from "../stripe";

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem;
type Priced = Pick<OrderView, "currency" | "lines" | "totals" | "delivery">;

/**
 * An order as Stripe's page lists it; the items add up to the order's total to the minor unit. A discounted line is
 * one item of its whole price, because a discount need not divide by the quantity.
 */
export function lineItems({ currency, lines, totals, delivery }: Priced): LineItem[] {
  const item = (name: string, unit_amount: number, quantity = 1): LineItem => ({
    quantity,
    price_data: { currency: currency.toLowerCase(), unit_amount, product_data: { name } },
  });
  const goods = lines.map(({ name, title, unitPrice, quantity }, i) => {
    const label = title ? `${name} – ${title}` : name;
    const discount = totals.lines[i]?.discount ?? 0;
    if (discount === 0) return item(label, unitPrice, quantity);
    return item(quantity > 1 ? `${quantity} × ${label}` : label, unitPrice * quantity - discount);
  });
  const tax = totals.taxIncluded ? 0 : totals.tax;
  return [
    ...goods,
    ...(totals.shipping > 0 ? [item(`Delivery: ${delivery.label}`, totals.shipping)] : []),
    ...(tax > 0 ? [item("Sales tax", tax)] : []),
  ];
}
