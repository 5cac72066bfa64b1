import Stripe from "stripe";
import { missingParam } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import { toAmount, toCurrency } from "./money";
import type { RequestParams } from "./params";
import { createProduct } from "./products";
import type { Handlers } from "./routes";
import { cleared, metadata, need, type World } from "./world";

type Fields = Omit<RequestParams["POST /v1/prices"], "expand" | "product_data">;

/** Creates a one-time price of an existing product, in minor units. */
export function createPrice(world: World, fields: Fields, param = "unit_amount"): Stripe.Price {
  const currency = toCurrency(fields.currency);
  if (fields.unit_amount === undefined) throw missingParam(param);
  if (!fields.product) throw missingParam("product");
  const amount = toAmount(fields.unit_amount, currency, param);
  const price: Stripe.Price = {
    id: newId("price"),
    object: "price",
    active: fields.active ?? true,
    billing_scheme: "per_unit",
    created: world.now(),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: fields.lookup_key ?? null,
    metadata: metadata(fields.metadata),
    nickname: fields.nickname ?? null,
    product: fields.product,
    recurring: null,
    tax_behavior: fields.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: amount,
    unit_amount_decimal: Stripe.Decimal.from(amount),
  };
  world.store.put("price", price);
  emit(world, "price.created", price);
  return price;
}

export const prices = {
  "POST /v1/prices": (world, { product_data: data, product, expand: _, ...fields }) => {
    if (product) need(world, "product", product, "product");
    else if (!data) throw missingParam("product");
    const id = product ?? (data && createProduct(world, data).id);
    return createPrice(world, { ...fields, ...(id && { product: id }) });
  },
  "GET /v1/prices": (world, { active, currency, lookup_keys: keys, product, type, ...page }) =>
    listOf(world, "price", "/v1/prices", page, {
      equal: { active, currency, product, type },
      sql: keys
        ? [{ sql: `json_extract(body, '$.lookup_key') IN (${keys.map(() => "?").join(", ")})`, values: keys }]
        : [],
    }),
  "GET /v1/prices/:id": (world, _, { id }) => need(world, "price", id),
  "POST /v1/prices/:id": (world, fields, { id }) => {
    const present = need(world, "price", id);
    const price: Stripe.Price = {
      ...present,
      active: fields.active ?? present.active,
      lookup_key: fields.lookup_key ?? present.lookup_key,
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
      nickname: fields.nickname === undefined ? present.nickname : cleared(fields.nickname),
      tax_behavior: fields.tax_behavior ?? present.tax_behavior,
    };
    world.store.put("price", price);
    emit(world, "price.updated", price);
    return price;
  },
} satisfies Partial<Handlers>;
