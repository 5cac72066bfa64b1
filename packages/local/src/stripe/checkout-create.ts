import type Stripe from "stripe";
import { checkSession, LONGEST_SECONDS } from "./checkout-check";
import { currencyOf, planOf, rateOf } from "./checkout-lines";
import { type CheckoutPlan, totals } from "./checkout-plan";
import { setDeadline } from "./deadlines";
import { letters, newId } from "./ids";
import { toChargeable } from "./money";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { createSetup } from "./setup-intents";
import { metadata, type World } from "./world";

type Fields = RequestParams["POST /v1/checkout/sessions"];

function create(world: World, fields: Fields): Stripe.Checkout.Session {
  checkSession(world, fields);
  const hosted = (fields.ui_mode ?? "hosted_page") === "hosted_page";
  const id = newId("cs_test", 58);
  const plan = planOf(world, id, fields);
  const currency = currencyOf(fields, plan);
  const rates = (fields.shipping_options ?? []).map((option, index) =>
    rateOf(world, option, index, currency),
  );
  const setup = fields.mode === "setup" ? setupOf(world, fields) : null;
  const priced: CheckoutPlan = { ...plan, shipping: rates[0] ?? null };
  const session: Stripe.Checkout.Session = {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: fields.allow_promotion_codes ?? null,
    allowed_payment_method_types: fields.allowed_payment_method_types ?? null,
    ...(setup ? NO_AMOUNTS : amounts(priced)),
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
    expires_at: fields.expires_at ?? world.now() + LONGEST_SECONDS,
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
    mode: setup ? "setup" : "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: fields.payment_method_collection ?? "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: setup ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    ...(!hosted && { redirect_on_completion: fields.redirect_on_completion ?? "always" }),
    ...(fields.return_url && { return_url: fields.return_url }),
    saved_payment_method_options: fields.customer
      ? {
          allow_redisplay_filters: fields.saved_payment_method_options?.allow_redisplay_filters ?? ["always"],
          payment_method_remove: fields.saved_payment_method_options?.payment_method_remove ?? "disabled",
          payment_method_save: fields.saved_payment_method_options?.payment_method_save ?? "disabled",
        }
      : null,
    setup_intent: setup?.id ?? null,
    shipping_address_collection: fields.shipping_address_collection ?? null,
    shipping_options: rates.map((rate) => ({
      shipping_amount: rate.fixed_amount?.amount ?? 0,
      shipping_rate: rate.id,
    })),
    status: "open",
    submit_type: fields.submit_type ?? null,
    subscription: null,
    success_url: fields.success_url ?? null,
    ...(fields.tax_id_collection && {
      tax_id_collection: {
        enabled: fields.tax_id_collection.enabled,
        required: fields.tax_id_collection.required ?? "never",
      },
    }),
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

const NO_AMOUNTS: ReturnType<typeof amounts> = {
  amount_subtotal: null,
  amount_total: null,
  shipping_cost: null,
  total_details: null,
};

function setupOf(world: World, { customer, setup_intent_data: data }: Fields): Stripe.SetupIntent {
  return createSetup(world, {
    ...(customer && { customer }),
    ...(data?.description && { description: data.description }),
    ...(data?.metadata && { metadata: data.metadata }),
  });
}

/** Returns the session fields that follow from its plan. */
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

/** Returns the shopper's details in a session. */
export function shopper(
  known: Partial<
    Pick<
      Stripe.Checkout.Session.CustomerDetails,
      "address" | "business_name" | "email" | "name" | "phone" | "tax_ids"
    >
  >,
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

function customText(text: Fields["custom_text"]): Stripe.Checkout.Session.CustomText {
  return {
    after_submit: text?.after_submit || null,
    shipping_address: text?.shipping_address || null,
    submit: text?.submit || null,
    terms_of_service_acceptance: text?.terms_of_service_acceptance || null,
  };
}

export const checkoutCreation = { "POST /v1/checkout/sessions": create } satisfies Partial<Handlers>;
