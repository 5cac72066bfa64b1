import type Stripe from "stripe";
import { bookCharge } from "./balance";
import { testCard } from "./cards";
import { createCharge, HOLD_SECONDS } from "./charges";
import { clearDeadline, setDeadline } from "./deadlines";
import { createDispute } from "./disputes";
import { ApiError, invalid, unexpectedState } from "./errors";
import { emit } from "./events";
import { warnOfFraud } from "./fraud-warnings";
import { attach, checkOwner, spend } from "./payment-methods";
import { releaseHold } from "./refunds";
import { idOf, need, type World } from "./world";

/** Payment method, return address after authentication, and whether the shopper has authenticated. */
interface Confirmation {
  method: Stripe.PaymentMethod;
  returnUrl: string | null;
  authenticated?: boolean;
}

const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

/**
 * Charges the card. The intent becomes succeeded, requires_capture or requires_action. A decline throws a 402 whose
 * writes must be committed: the failed charge, and the intent that waits for another card.
 */
export function confirm(
  world: World,
  intent: Stripe.PaymentIntent,
  confirmation: Confirmation,
): Stripe.PaymentIntent {
  const { method, returnUrl, authenticated = false } = confirmation;
  if (!CONFIRMABLE.includes(intent.status))
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      intent,
    );
  checkOwner(world, method, idOf(intent.customer), "PaymentIntent");
  const card = testCard(need(world, "card", method.id).number);
  if (card.authenticate && !authenticated) {
    const waiting: Stripe.PaymentIntent = {
      ...intent,
      payment_method: method.id,
      last_payment_error: null,
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: { url: `${world.publicUrl}/c/authenticate/${intent.id}`, return_url: returnUrl },
      },
      status: "requires_action",
    };
    world.store.put("intent", waiting);
    emit(world, "payment_intent.requires_action", waiting);
    return waiting;
  }
  const charge = createCharge(world, { intent, method, authenticated });
  return card.decline ? declined(world, intent, method, charge) : authorized(world, intent, method, charge);
}

function declined(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
): never {
  const code = charge.failure_code ?? "card_declined";
  const reason = {
    charge: charge.id,
    code,
    decline_code: testCard(need(world, "card", method.id).number).decline?.declineCode ?? "generic_decline",
    doc_url: `https://stripe.com/docs/error-codes/${code}`,
    message: charge.failure_message ?? "Your card was declined.",
  };
  const open = failed(world, intent, { type: "card_error", payment_method: method, ...reason }, charge);
  throw new ApiError(402, { type: "card_error", ...reason, payment_intent: open });
}

function failed(
  world: World,
  intent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
  charge?: Stripe.Charge,
): Stripe.PaymentIntent {
  const open: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: error,
    latest_charge: charge?.id ?? idOf(intent.latest_charge),
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  };
  world.store.put("intent", open);
  if (charge) emit(world, "charge.failed", charge);
  emit(world, "payment_intent.payment_failed", open);
  return open;
}

function authorized(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
): Stripe.PaymentIntent {
  const { captured } = charge;
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_capturable: captured ? 0 : intent.amount,
    amount_received: captured ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: captured ? "succeeded" : "requires_capture",
  };
  world.store.put("intent", paid);
  const customer = idOf(intent.customer);
  if (intent.setup_future_usage && customer && method.customer !== customer) attach(world, method, customer);
  else if (method.customer === null) spend(world, method.id);
  emit(world, "charge.succeeded", charge);
  if (captured) {
    emit(world, "payment_intent.succeeded", paid);
    settle(world, paid, charge);
  } else {
    setDeadline(world, "intent", intent.id, world.now() + HOLD_SECONDS);
    emit(world, "payment_intent.amount_capturable_updated", paid);
  }
  return paid;
}

/** Records that the shopper failed to authenticate: the intent waits for another payment method. */
export function failAuthentication(world: World, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  return failed(world, intent, {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    doc_url: "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
  });
}

/** Captures a hold, or a part of it and releases the rest. */
export function capture(world: World, intent: Stripe.PaymentIntent, amount = intent.amount_capturable) {
  if (intent.status !== "requires_capture")
    throw unexpectedState(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      intent,
    );
  if (!Number.isInteger(amount) || amount < 1)
    throw invalid(`Invalid integer: ${amount}`, "amount_to_capture", "parameter_invalid_integer");
  if (amount > intent.amount_capturable)
    throw invalid(
      `The requested capture amount is greater than the amount you can capture for this charge (${intent.amount_capturable}).`,
      "amount_to_capture",
      "amount_too_large",
    );
  const held = need(world, "charge", idOf(intent.latest_charge) ?? "");
  const charge = releaseHold(world, { ...held, amount_captured: amount, captured: true });
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: "succeeded",
  };
  world.store.put("charge", charge);
  world.store.put("intent", paid);
  clearDeadline(world, "intent", intent.id);
  // Not verified against Stripe: that a partial capture sends neither charge.refunded nor refund.created.
  emit(world, "charge.captured", charge);
  emit(world, "payment_intent.succeeded", paid);
  settle(world, paid, charge);
  return paid;
}

/** Handles a captured payment: books it, marks the session as paid, and opens the dispute or warning of a test card. */
function settle(world: World, intent: Stripe.PaymentIntent, captured: Stripe.Charge): void {
  // Stripe captures asynchronously: the balance transaction follows with `charge.updated`.
  // Not verified against Stripe: that this also applies to a manual capture.
  const charge: Stripe.Charge = { ...captured, balance_transaction: bookCharge(world, captured).id };
  world.store.put("charge", charge);
  emit(world, "charge.updated", charge);
  const where = [{ sql: "json_extract(body, '$.payment_intent') = ?", values: [intent.id] }];
  for (const session of world.store.select("session", { where, limit: 1 }))
    world.store.put("session", { ...session, payment_status: "paid" });
  const method = idOf(charge.payment_method);
  const { dispute, warning } = method ? testCard(need(world, "card", method).number) : {};
  if (dispute) createDispute(world, charge, dispute);
  if (warning) warnOfFraud(world, charge);
}

/** Cancels an intent and releases its hold. */
export function cancel(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  if (intent.status === "succeeded" || intent.status === "canceled")
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      intent,
    );
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    amount_capturable: 0,
    canceled_at: world.now(),
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  };
  world.store.put("intent", canceled);
  clearDeadline(world, "intent", intent.id);
  if (intent.status === "requires_capture") release(world, intent, reason === "automatic");
  emit(world, "payment_intent.canceled", canceled);
  return canceled;
}

/** Releases a whole hold. */
function release(world: World, intent: Stripe.PaymentIntent, expired: boolean): void {
  const charge = releaseHold(world, need(world, "charge", idOf(intent.latest_charge) ?? ""));
  if (expired) emit(world, "charge.expired", charge);
  else emit(world, "charge.refunded", charge);
}
