import type Stripe from "stripe";
import { type TestCard, testCard } from "./cards";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { Handlers } from "./routes";
import { idOf, need, type World } from "./world";

/** Time after which an uncaptured card authorization is released, in seconds: seven days. */
export const HOLD_SECONDS = 7 * 24 * 3600;

interface Attempt {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  authenticated: boolean;
}

/** Records an attempt to charge a card. The test card decides whether it succeeds. */
export function createCharge(world: World, { intent, method, authenticated }: Attempt): Stripe.Charge {
  const card = testCard(need(world, "card", method.id).number);
  const ok = !card.decline;
  const capture = ok && intent.capture_method !== "manual";
  const charge: Stripe.Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: capture ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? "SECURECART",
    captured: capture,
    created: world.now(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: card.decline?.code ?? null,
    failure_message: card.decline?.message ?? null,
    fraud_details: null,
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome(card),
    paid: ok,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: "card", card: cardDetails(world, { intent, method, authenticated }) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: ok ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  world.store.put("charge", charge);
  return charge;
}

function outcome({ decline, risk }: TestCard): Stripe.Charge.Outcome {
  const blocked = risk === "highest";
  return {
    advice_code: decline ? "try_again_later" : null,
    network_advice_code: null,
    network_decline_code: decline && !blocked ? "05" : null,
    network_status: blocked ? "not_sent_to_network" : decline ? "declined_by_network" : "approved_by_network",
    reason: blocked
      ? "highest_risk_level"
      : decline
        ? decline.declineCode
        : risk
          ? "elevated_risk_level"
          : null,
    risk_level: risk ?? "normal",
    risk_score: { highest: 92, elevated: 71, normal: 12 }[risk ?? "normal"],
    seller_message: blocked
      ? "Stripe blocked this payment as too risky."
      : decline
        ? "The bank did not return any further details with this decline."
        : "Payment complete.",
    type: blocked ? "blocked" : decline ? "issuer_declined" : "authorized",
  };
}

function cardDetails(
  world: World,
  { intent, method, authenticated }: Attempt,
): Stripe.Charge.PaymentMethodDetails.Card {
  const { card } = method;
  return {
    amount_authorized: intent.amount,
    authorization_code: null,
    brand: card?.brand ?? null,
    ...(intent.capture_method === "manual" && { capture_before: world.now() + HOLD_SECONDS }),
    checks: card?.checks ?? null,
    country: card?.country ?? null,
    electronic_commerce_indicator: authenticated ? "05" : null,
    exp_month: card?.exp_month ?? 12,
    exp_year: card?.exp_year ?? 2034,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    installments: null,
    last4: card?.last4 ?? null,
    mandate: null,
    network: card?.brand ?? null,
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: newId("3ds", 16),
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}

export const charges = {
  "GET /v1/charges": (world, { customer, payment_intent, ...page }) =>
    listOf(world, "charge", "/v1/charges", page, { equal: { customer, payment_intent } }),
  "GET /v1/charges/:id": (world, _, { id }) => need(world, "charge", id),
} satisfies Partial<Handlers>;
