import { Clock } from "#platform/clock";
import { Shop } from "#platform/shop";
import { type Stripe, StripeApi } from "#platform/stripe";
import type { OrderView } from "../order";
import { OrderAccess } from "../order-access";
import { lineItems } from "./line-items";
import type { PaymentState, Snapshot } from "./snapshot";

/** Returns the idempotency key of a try at a payment page. */
const checkoutKey = ({ orderId, attempt }: OrderView) => `order:${orderId}:checkout:${attempt}`;

/**
 * Creates the order's payment page at Stripe. All its parameters come from the order's row, so that the same key always
 * sends the same request and returns the same page.
 */
export const createSession = (order: OrderView) =>
  StripeApi.client().checkout.sessions.create(parameters(order), { idempotencyKey: checkoutKey(order) });

/** Returns the current state of a session at Stripe, with its payment and charge. */
export async function fetchSnapshot(sessionId: string): Promise<Snapshot> {
  const session = await StripeApi.client().checkout.sessions.retrieve(sessionId, {
    expand: ["payment_intent.latest_charge"],
  });
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const charge = intent && typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const before = charge?.payment_method_details?.card?.capture_before;
  return {
    orderId: session.client_reference_id,
    sessionId: session.id,
    live: session.livemode,
    currency: session.currency ?? "",
    amount: session.amount_total ?? 0,
    state: stateOf(session, intent),
    intentId: intent?.id ?? null,
    capturable: intent?.amount_capturable ?? 0,
    captured: intent?.amount_received ?? 0,
    ...(["automatic", "expired"].includes(intent?.cancellation_reason ?? "") && { lapsed: true }),
    captureBefore: before ? new Date(before * 1000).toISOString() : null,
  };
}

function stateOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): PaymentState {
  switch (intent?.status) {
    case "requires_capture":
      return "authorized";
    case "succeeded":
      return "captured";
    case "canceled":
      return "void";
    case "processing":
      return "processing";
  }
  return session.status === "expired" ? "expired" : "open";
}

function parameters(order: OrderView): Stripe.Checkout.SessionCreateParams {
  const { orderId, number, contact, stripeCustomerId, paymentExpiresAt } = order;
  const page = `${Shop.url()}/orders/${OrderAccess.token(orderId)}`;
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: orderId,
    metadata: { orderId },
    ...(stripeCustomerId
      ? {
          customer: stripeCustomerId,
          saved_payment_method_options: { payment_method_save: "enabled" as const },
        }
      : { customer_email: contact.email }),
    expires_at: Math.floor(Date.parse(paymentExpiresAt) / 1000),
    success_url: `${page}?paid=1`,
    cancel_url: `${page}?canceled=1`,
    payment_intent_data: { capture_method: "manual", description: `Order ${number}`, metadata: { orderId } },
    line_items: lineItems(order),
  };
}

/** Tells whether Stripe would still accept the stored expiry: it must be 30 minutes or more from now. */
export const stillFresh = ({ paymentExpiresAt }: OrderView) =>
  Date.parse(paymentExpiresAt) - Clock.now() > 30 * 60 * 1000;
