import type Stripe from "stripe";
import { missingParam } from "./errors";
import { newId } from "./ids";
import { listOf } from "./lists";
import { toAmount, toCurrency } from "./money";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { metadata, need, type World } from "./world";

export function createShippingRate(
  world: World,
  fields: RequestParams["POST /v1/shipping_rates"],
): Stripe.ShippingRate {
  if (!fields.fixed_amount) throw missingParam("fixed_amount");
  const currency = toCurrency(fields.fixed_amount.currency, "fixed_amount[currency]");
  const { maximum, minimum } = fields.delivery_estimate ?? {};
  const rate: Stripe.ShippingRate = {
    id: newId("shr"),
    object: "shipping_rate",
    active: true,
    created: world.now(),
    delivery_estimate: fields.delivery_estimate
      ? { maximum: maximum ?? null, minimum: minimum ?? null }
      : null,
    display_name: fields.display_name,
    fixed_amount: {
      amount: toAmount(fields.fixed_amount.amount, currency, "fixed_amount[amount]"),
      currency,
    },
    livemode: false,
    metadata: metadata(fields.metadata),
    tax_behavior: fields.tax_behavior ?? "unspecified",
    tax_code: fields.tax_code ?? null,
    type: "fixed_amount",
  };
  world.store.put("shipping_rate", rate);
  return rate;
}

export const shippingRates = {
  "POST /v1/shipping_rates": createShippingRate,
  "GET /v1/shipping_rates": (world, { active, currency, ...page }) =>
    listOf(world, "shipping_rate", "/v1/shipping_rates", page, {
      equal: { active, "fixed_amount.currency": currency },
    }),
  "GET /v1/shipping_rates/:id": (world, _, { id }) => need(world, "shipping_rate", id),
  "POST /v1/shipping_rates/:id": (world, fields, { id }) => {
    const present = need(world, "shipping_rate", id);
    const rate: Stripe.ShippingRate = {
      ...present,
      active: fields.active ?? present.active,
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
      tax_behavior: fields.tax_behavior ?? present.tax_behavior,
    };
    world.store.put("shipping_rate", rate);
    return rate;
  },
} satisfies Partial<Handlers>;
