import type Stripe from "stripe";
import { invalid, unexpectedState } from "./errors";
import { emit } from "./events";
import { letters, newId } from "./ids";
import { listOf } from "./lists";
import { toChargeable, toCurrency } from "./money";
import type { CardMethod, RequestParams } from "./params";
import { checkOwner, methodFrom, methodOf } from "./payment-methods";
import { cancel, capture, confirm } from "./payments";
import type { Handlers } from "./routes";
import { cleared, idOf, metadata, need, toAddress, type World } from "./world";

type Fields = Omit<
  RequestParams["POST /v1/payment_intents"],
  "confirm" | "error_on_requires_action" | "expand" | "off_session" | "payment_method_data" | "return_url"
>;

/** Creates an unconfirmed payment intent over an amount in minor units. */
export function createIntent(world: World, fields: Fields): Stripe.PaymentIntent {
  const currency = toCurrency(fields.currency);
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  const id = newId("pi");
  const automatic = fields.automatic_payment_methods;
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: fields.allowed_payment_method_types ?? null,
    amount: toChargeable(fields.amount, currency, "amount"),
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: {
      enabled: automatic?.enabled ?? true,
      allow_redirects: automatic?.allow_redirects ?? "always",
    },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: fields.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${letters(25)}`,
    confirmation_method: fields.confirmation_method ?? "automatic",
    created: world.now(),
    currency,
    customer: fields.customer ?? null,
    customer_account: null,
    description: fields.description ?? null,
    excluded_payment_method_types: fields.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: metadata(fields.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: fields.payment_method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: fields.receipt_email ?? null,
    review: null,
    setup_future_usage: fields.setup_future_usage ?? null,
    shipping: fields.shipping ? toShipping(fields.shipping) : null,
    source: null,
    statement_descriptor: fields.statement_descriptor ?? null,
    statement_descriptor_suffix: fields.statement_descriptor_suffix ?? null,
    status: fields.payment_method ? "requires_confirmation" : "requires_payment_method",
    transfer_data: null,
    transfer_group: fields.transfer_group ?? null,
  };
  world.store.put("intent", intent);
  emit(world, "payment_intent.created", intent);
  return intent;
}

function toShipping(shipping: Stripe.PaymentIntentCreateParams.Shipping): Stripe.PaymentIntent.Shipping {
  const address = toAddress(shipping.address);
  return {
    ...(address && { address }),
    carrier: shipping.carrier ?? null,
    name: shipping.name,
    phone: shipping.phone ?? null,
    tracking_number: shipping.tracking_number ?? null,
  };
}

function givenMethod(
  world: World,
  {
    payment_method: id,
    payment_method_data: data,
  }: { payment_method?: string; payment_method_data?: CardMethod },
): Stripe.PaymentMethod | null {
  if (data) return methodFrom(world, data);
  return id ? methodOf(world, id) : null;
}

function create(world: World, fields: RequestParams["POST /v1/payment_intents"]): Stripe.PaymentIntent {
  const { confirm: now = false, return_url: returnUrl, error_on_requires_action: noAction, ...rest } = fields;
  if (returnUrl && !now)
    throw invalid("`return_url` can only be passed when `confirm` is true.", "return_url");
  const method = givenMethod(world, rest);
  if (method) checkOwner(world, method, rest.customer ?? null, "PaymentIntent");
  const intent = createIntent(world, { ...rest, ...(method && { payment_method: method.id }) });
  if (!now) return intent;
  if (!method)
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_method",
      "payment_intent_unexpected_state",
    );
  return refuseAction(confirm(world, intent, { method, returnUrl: returnUrl ?? null }), noAction);
}

/** Throws when authentication is required but the caller requested an error, as in off-session payments. */
function refuseAction(intent: Stripe.PaymentIntent, noAction = false): Stripe.PaymentIntent {
  if (!noAction || intent.status !== "requires_action") return intent;
  throw invalid(
    "This payment requires authentication.",
    "error_on_requires_action",
    "authentication_required",
  );
}

function update(
  world: World,
  fields: RequestParams["POST /v1/payment_intents/:id"],
  present: Stripe.PaymentIntent,
): Stripe.PaymentIntent {
  const money = fields.amount !== undefined || fields.currency !== undefined;
  if (
    money &&
    !["requires_payment_method", "requires_confirmation", "requires_action"].includes(present.status)
  )
    throw unexpectedState(
      `This PaymentIntent's amount could not be updated because it has a status of ${present.status}.`,
      present,
    );
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  const currency = fields.currency ? toCurrency(fields.currency) : present.currency;
  const method = fields.payment_method ? methodOf(world, fields.payment_method) : null;
  if (method) checkOwner(world, method, fields.customer ?? idOf(present.customer), "PaymentIntent");
  const shipping = cleared(fields.shipping);
  const intent: Stripe.PaymentIntent = {
    ...present,
    amount: money ? toChargeable(fields.amount ?? present.amount, currency, "amount") : present.amount,
    capture_method: fields.capture_method ?? present.capture_method,
    currency,
    customer: fields.customer ?? idOf(present.customer),
    description: fields.description ?? present.description,
    metadata: fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
    payment_method: method?.id ?? idOf(present.payment_method),
    receipt_email: fields.receipt_email === undefined ? present.receipt_email : cleared(fields.receipt_email),
    shipping: fields.shipping === undefined ? present.shipping : shipping && toShipping(shipping),
    status: method && present.status === "requires_payment_method" ? "requires_confirmation" : present.status,
  };
  world.store.put("intent", intent);
  return intent;
}

export const paymentIntents = {
  "POST /v1/payment_intents": create,
  "GET /v1/payment_intents": (world, { customer, ...page }) =>
    listOf(world, "intent", "/v1/payment_intents", page, { equal: { customer } }),
  "GET /v1/payment_intents/:id": (world, _, { id }) => need(world, "intent", id),
  "POST /v1/payment_intents/:id": (world, fields, { id }) => update(world, fields, need(world, "intent", id)),
  "POST /v1/payment_intents/:id/confirm": (world, fields, { id }) => {
    const { payment_method: given, payment_method_data: data, return_url: returnUrl, ...rest } = fields;
    const present = need(world, "intent", id);
    const chosen = given ?? idOf(present.payment_method);
    const method = givenMethod(world, {
      ...(chosen && { payment_method: chosen }),
      ...(data && { payment_method_data: data }),
    });
    if (!method)
      throw unexpectedState(
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
        present,
      );
    const intent: Stripe.PaymentIntent = {
      ...present,
      capture_method: rest.capture_method ?? present.capture_method,
      receipt_email: rest.receipt_email === undefined ? present.receipt_email : cleared(rest.receipt_email),
    };
    return refuseAction(
      confirm(world, intent, { method, returnUrl: returnUrl ?? null }),
      rest.error_on_requires_action,
    );
  },
  "POST /v1/payment_intents/:id/capture": (world, fields, { id }) => {
    const { amount_to_capture: amount, final_capture: final, metadata: given } = fields;
    const present = need(world, "intent", id);
    if (final === false)
      throw invalid("This PaymentIntent does not support capturing more than once.", "final_capture");
    const merged = given === undefined ? present.metadata : metadata(given, present.metadata);
    return capture(world, { ...present, metadata: merged }, amount);
  },
  "POST /v1/payment_intents/:id/cancel": (world, { cancellation_reason: reason }, { id }) =>
    cancel(world, need(world, "intent", id), reason ?? null),
} satisfies Partial<Handlers>;
