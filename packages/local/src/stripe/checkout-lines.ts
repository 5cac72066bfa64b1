import type Stripe from "stripe";
import type { CheckoutPlan } from "./checkout-plan";
import { invalid, missingParam } from "./errors";
import { newId } from "./ids";
import { toAmount, toCurrency } from "./money";
import type { CheckoutLine, RequestParams } from "./params";
import { createPrice } from "./prices";
import { productOf } from "./products";
import { redeemable } from "./promotion-codes";
import { createShippingRate } from "./shipping-rates";
import { idOf, metadata, need, type World } from "./world";

type Fields = RequestParams["POST /v1/checkout/sessions"];

/** Returns a session's plan: lines with prices and taxes, and the coupon. Shipping is chosen later. Throws ApiError. */
export function planOf(world: World, id: string, fields: Fields): CheckoutPlan {
  const lines = (fields.line_items ?? []).map((line, index) => lineOf(world, line, `line_items[${index}]`));
  const [discount] = fields.discounts ?? [];
  return {
    id,
    items: lines.map(({ item }) => item),
    taxes: lines.map(({ rates }) => rates),
    coupon: discount ? redeemable(world, discount, "discounts[0]") : null,
    shipping: null,
    ...(fields.customer_update && { customerUpdate: fields.customer_update }),
    intent: {
      ...(fields.payment_method_options?.card?.capture_method && {
        capture_method: fields.payment_method_options.card.capture_method,
      }),
      ...fields.payment_intent_data,
    },
  };
}

function lineOf(
  world: World,
  line: CheckoutLine,
  at: string,
): { item: Stripe.LineItem; rates: Stripe.TaxRate[] } {
  if ((line.price === undefined) === (line.price_data === undefined))
    throw invalid("You must specify exactly one of `price` and `price_data`.", at);
  const quantity = line.quantity ?? 1;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 999_999)
    throw invalid(
      "Quantity must be a whole number from 1 to 999999.",
      `${at}[quantity]`,
      "parameter_invalid_integer",
    );
  const price = priceOf(world, line, at);
  const product = need(world, "product", idOf(price.product) ?? "", `${at}[price]`);
  const subtotal = toAmount((price.unit_amount ?? 0) * quantity, price.currency, `${at}[quantity]`);
  const item: Stripe.LineItem = {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: subtotal,
    amount_tax: 0,
    amount_total: subtotal,
    currency: price.currency,
    description: product.name,
    metadata: metadata(line.metadata),
    price,
    quantity,
  };
  return { item, rates: (line.tax_rates ?? []).map((id) => need(world, "tax_rate", id, `${at}[tax_rates]`)) };
}

function priceOf(world: World, line: CheckoutLine, at: string): Stripe.Price {
  if (line.price) {
    const price = need(world, "price", line.price, `${at}[price]`);
    if (!price.active) throw invalid("The price specified is inactive.", `${at}[price]`);
    return price;
  }
  const { product_data: _, product: __, ...data } = line.price_data ?? { currency: "" };
  const product = productOf(world, line.price_data ?? data, `${at}[price_data]`);
  return createPrice(
    world,
    { ...data, product: product.id, active: false },
    `${at}[price_data][unit_amount]`,
  );
}

/** Returns the currency of all prices and the coupon. Throws ApiError when they differ. */
export function currencyOf(fields: Fields, { items, coupon }: CheckoutPlan): string {
  const currency = items[0]?.currency ?? toCurrency(fields.currency ?? "");
  if (items.some((item) => item.currency !== currency))
    throw invalid("All prices on a Checkout Session must have the same currency.", "line_items");
  if (coupon?.currency && coupon.currency !== currency)
    throw invalid(
      `The coupon is for ${coupon.currency}, the session for ${currency}.`,
      "discounts[0][coupon]",
    );
  return currency;
}

/** Returns the shipping rate that an option names, or creates the one it describes. */
export function rateOf(
  world: World,
  option: NonNullable<Fields["shipping_options"]>[number],
  index: number,
  currency: string,
): Stripe.ShippingRate {
  const at = `shipping_options[${index}]`;
  const { shipping_rate: id, shipping_rate_data: data } = option;
  if (!id && !data) throw missingParam(`${at}[shipping_rate]`);
  const rate = id
    ? need(world, "shipping_rate", id, `${at}[shipping_rate]`)
    : data && createShippingRate(world, data);
  if (!rate) throw missingParam(`${at}[shipping_rate_data]`);
  if (rate.fixed_amount?.currency !== currency)
    throw invalid(`The shipping rate is not in the session's currency, ${currency}.`, at);
  return rate;
}
