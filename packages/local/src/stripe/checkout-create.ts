import type Stripe from "stripe";
import { type CheckoutPlan, totals } from "./checkout-plan";
import { setDeadline } from "./deadlines";
import { invalid, missingParam } from "./errors";
import { letters, newId } from "./ids";
import { toAmount, toChargeable, toCurrency } from "./money";
import type { CheckoutLine, RequestParams } from "./params";
import { createPrice } from "./prices";
import { productOf } from "./products";
import { redeemable } from "./promotion-codes";
import type { Handlers } from "./routes";
import { createShippingRate } from "./shipping-rates";
import { idOf, metadata, need, type World } from "./world";

type Fields = RequestParams["POST /v1/checkout/sessions"];

const SHORTEST = 30 * 60;
const LONGEST = 24 * 3600;
/** Clocks differ: Stripe takes an expiry that is a little off. */
const GRACE = 60;
const MOST_LINES = 100;

function create(world: World, fields: Fields): Stripe.Checkout.Session {
  check(world, fields);
  const hosted = (fields.ui_mode ?? "hosted_page") === "hosted_page";
  const id = newId("cs_test", 58);
  const plan = planOf(world, id, fields);
  const currency = currencyOf(fields, plan);
  const rates = (fields.shipping_options ?? []).map((option, index) =>
    rateOf(world, option, index, currency),
  );
  const priced: CheckoutPlan = { ...plan, shipping: rates[0] ?? null };
  const session: Stripe.Checkout.Session = {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: fields.allow_promotion_codes ?? null,
    allowed_payment_method_types: fields.allowed_payment_method_types ?? null,
    ...amounts(priced),
    automatic_tax: {
      enabled: fields.automatic_tax?.enabled ?? false,
      liability: fields.automatic_tax?.enabled ? { type: "self" } : null,
      provider: fields.automatic_tax?.enabled ? "stripe" : null,
      status: fields.automatic_tax?.enabled ? "requires_location_inputs" : null,
    },
    billing_address_collection: fields.billing_address_collection ?? null,
    cancel_url: fields.cancel_url ?? null,
    client_reference_id: fields.client_reference_id ?? null,
    client_secret: hosted ? null : `${id}_secret_${letters(48)}`,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: customText(fields.custom_text),
    customer: fields.customer ?? null,
    customer_account: null,
    customer_creation: fields.customer ? null : (fields.customer_creation ?? "if_required"),
    customer_details: fields.customer_email ? shopper({ email: fields.customer_email }) : null,
    customer_email: fields.customer_email ?? null,
    discounts: (fields.discounts ?? []).map((discount) => ({
      coupon: discount.coupon ?? plan.coupon?.id ?? null,
      promotion_code: discount.promotion_code ?? null,
    })),
    ...(fields.excluded_payment_method_types && {
      excluded_payment_method_types: fields.excluded_payment_method_types,
    }),
    expires_at: fields.expires_at ?? world.now() + LONGEST,
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: fields.locale ?? null,
    managed_payments: null,
    metadata: metadata(fields.metadata),
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: fields.payment_method_collection ?? "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    ...(!hosted && { redirect_on_completion: fields.redirect_on_completion ?? "always" }),
    ...(fields.return_url && { return_url: fields.return_url }),
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: fields.shipping_address_collection ?? null,
    shipping_options: rates.map((rate) => ({
      shipping_amount: rate.fixed_amount?.amount ?? 0,
      shipping_rate: rate.id,
    })),
    status: "open",
    submit_type: fields.submit_type ?? null,
    subscription: null,
    success_url: fields.success_url ?? null,
    ui_mode: fields.ui_mode ?? "hosted_page",
    url: hosted ? `${world.publicUrl}/c/pay/${id}` : null,
    wallet_options: null,
  };
  if (session.amount_total) toChargeable(session.amount_total, currency, "line_items");
  world.store.put("session", session);
  world.store.put("plan", priced);
  setDeadline(world, "session", id, session.expires_at);
  return session;
}

/** The fields of a session which follow from its plan. */
export function amounts(
  plan: CheckoutPlan,
): Pick<Stripe.Checkout.Session, "amount_subtotal" | "amount_total" | "shipping_cost" | "total_details"> {
  const { subtotal, discount, shipping, tax, total } = totals(plan);
  return {
    amount_subtotal: subtotal,
    amount_total: total,
    shipping_cost: plan.shipping
      ? { amount_subtotal: shipping, amount_tax: 0, amount_total: shipping, shipping_rate: plan.shipping.id }
      : null,
    total_details: { amount_discount: discount, amount_shipping: shipping, amount_tax: tax },
  };
}

/** What a session tells of the shopper. */
export function shopper(
  known: Partial<Pick<Stripe.Checkout.Session.CustomerDetails, "address" | "email" | "name" | "phone">>,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email: null,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
    ...known,
  };
}

function check(world: World, fields: Fields): void {
  const hosted = (fields.ui_mode ?? "hosted_page") === "hosted_page";
  if (!fields.mode) throw missingParam("mode");
  if (fields.mode !== "payment")
    throw invalid("This server takes one-time payments only: mode=payment.", "mode");
  if (hosted && !fields.success_url) throw missingParam("success_url");
  if (!hosted && !fields.return_url && fields.redirect_on_completion !== "never")
    throw missingParam("return_url");
  for (const param of ["success_url", "cancel_url", "return_url"] as const) checkUrl(fields[param], param);
  if (!fields.line_items?.length)
    throw invalid(
      "The `line_items` parameter is required in payment mode.",
      "line_items",
      "parameter_missing",
    );
  if (fields.line_items.length > MOST_LINES)
    throw invalid(`A Checkout Session has at most ${MOST_LINES} line items.`, "line_items");
  if (fields.customer && fields.customer_email)
    throw invalid("You may only specify one of these parameters: customer, customer_email.", "customer");
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  if (fields.discounts && fields.discounts.length > 1)
    throw invalid("You may only apply one discount to a Checkout Session.", "discounts");
  if (fields.discounts?.length && fields.allow_promotion_codes !== undefined)
    throw invalid(
      "You may only specify one of these parameters: allow_promotion_codes, discounts.",
      "discounts",
    );
  if (fields.client_reference_id && fields.client_reference_id.length > 200)
    throw invalid("client_reference_id must be at most 200 characters.", "client_reference_id");
  checkPage(fields);
  checkExpiry(world, fields.expires_at);
}

/** What the hosted page cannot do is refused here, not silently left out. */
function checkPage(fields: Fields): void {
  if (fields.allow_promotion_codes)
    throw invalid("This server's page takes no promotion codes; pass `discounts`.", "allow_promotion_codes");
  if (fields.billing_address_collection === "required")
    throw invalid("This server's page collects no billing address.", "billing_address_collection");
}

function checkUrl(url: string | undefined, param: string): void {
  if (url === undefined) return;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw invalid("Not a valid URL", param, "url_invalid");
}

function checkExpiry(world: World, at: number | undefined): void {
  if (at === undefined) return;
  const left = at - world.now();
  if (!Number.isInteger(at)) throw invalid(`Invalid timestamp: ${at}`, "expires_at");
  if (left < SHORTEST - GRACE)
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  if (left > LONGEST + GRACE)
    throw invalid(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
}

function planOf(world: World, id: string, fields: Fields): CheckoutPlan {
  const lines = (fields.line_items ?? []).map((line, index) => lineOf(world, line, `line_items[${index}]`));
  const [discount] = fields.discounts ?? [];
  return {
    id,
    items: lines.map(({ item }) => item),
    taxes: lines.map(({ rates }) => rates),
    coupon: discount ? redeemable(world, discount, "discounts[0]") : null,
    shipping: null,
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

function currencyOf(fields: Fields, { items, coupon }: CheckoutPlan): string {
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

function rateOf(
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

function customText(text: Fields["custom_text"]): Stripe.Checkout.Session.CustomText {
  return {
    after_submit: text?.after_submit || null,
    shipping_address: text?.shipping_address || null,
    submit: text?.submit || null,
    terms_of_service_acceptance: text?.terms_of_service_acceptance || null,
  };
}

export const checkoutCreation = { "POST /v1/checkout/sessions": create } satisfies Partial<Handlers>;
