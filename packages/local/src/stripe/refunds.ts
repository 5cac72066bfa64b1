import type Stripe from "stripe";
import { book } from "./balance";
import { testCard } from "./cards";
import { clearDeadline, setDeadline } from "./deadlines";
import { closeInquiries, disputesOf } from "./disputes";
import { ApiError, invalid } from "./errors";
import { emit } from "./events";
import { settleWarnings } from "./fraud-warnings";
import { newId } from "./ids";
import { listOf } from "./lists";
import { toAmount } from "./money";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { idOf, metadata, need, type World } from "./world";

/** Time until the refund of a special test card fails or succeeds, in seconds. */
const SETTLE_SECONDS = 2;

function refused(charge: Stripe.Charge, code: string, what: string): ApiError {
  return new ApiError(400, { type: "invalid_request_error", code, message: `Charge ${charge.id} ${what}.` });
}

function chargeOf(
  world: World,
  { charge, payment_intent: intent }: RequestParams["POST /v1/refunds"],
): Stripe.Charge {
  if (charge && intent) throw invalid("You must provide only one of charge or payment_intent.", "charge");
  if (charge) return need(world, "charge", charge, "charge");
  if (!intent)
    throw invalid(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  const latest = idOf(need(world, "intent", intent, "payment_intent").latest_charge);
  if (!latest)
    throw invalid(
      `This PaymentIntent (${intent}) does not have a successful charge to refund.`,
      "payment_intent",
    );
  return need(world, "charge", latest, "payment_intent");
}

/** Refunds a captured charge, up to its remaining amount. */
export function createRefund(world: World, fields: RequestParams["POST /v1/refunds"]): Stripe.Refund {
  const charge = chargeOf(world, fields);
  if (charge.status !== "succeeded") throw refused(charge, "charge_not_refundable", "did not succeed");
  if (charge.refunded) throw refused(charge, "charge_already_refunded", "has already been refunded");
  if (!charge.captured)
    throw refused(charge, "charge_not_captured", "has not been captured; cancel its PaymentIntent instead");
  if (isChargedBack(world, charge.id))
    throw refused(charge, "charge_disputed", "has been charged back; cannot issue a refund");
  const left = charge.amount - charge.amount_refunded;
  const amount = toAmount(fields.amount ?? left, charge.currency, "amount");
  if (amount === 0) throw invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
  if (amount > left)
    throw invalid(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      "amount",
    );
  const method = charge.payment_method ? world.store.find("card", charge.payment_method) : undefined;
  const behaviour = method && testCard(method.number).refund;
  const refund: Stripe.Refund = {
    ...refundOf(world, charge, amount),
    ...(fields.instructions_email && { instructions_email: fields.instructions_email }),
    metadata: metadata(fields.metadata),
    reason: fields.reason ?? null,
    status: behaviour === "waits" ? "pending" : "succeeded",
  };
  refund.balance_transaction = bookRefund(world, refund, "refund").id;
  world.store.put("refund", refund);
  if (behaviour) setDeadline(world, "refund", refund.id, world.now() + SETTLE_SECONDS);
  emit(world, "refund.created", refund);
  const changed = returned(world, charge, amount);
  emit(world, "charge.refunded", changed);
  if (changed.refunded) {
    settleWarnings(world, charge.id);
    closeInquiries(world, charge.id);
  }
  return refund;
}

/**
 * Returns whether an undecided or lost chargeback has withdrawn the money. An inquiry withdraws none, and a won
 * chargeback has returned it.
 */
export function isChargedBack(world: World, charge: string): boolean {
  return disputesOf(world, charge).some(
    ({ is_charge_refundable: refundable, status }) => !refundable && status !== "won",
  );
}

function refundOf(world: World, charge: Stripe.Charge, amount: number): Stripe.Refund {
  return {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: { type: "card", card: { type: "refund" } },
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

/**
 * Releases the uncaptured part of a hold. Stripe books it as a refund without a balance change: `amount_refunded`
 * includes it, although that money was never received. Returns the updated charge.
 */
export function releaseHold(world: World, charge: Stripe.Charge): Stripe.Charge {
  const amount = charge.amount - charge.amount_captured;
  if (amount === 0) return charge;
  const refund = refundOf(world, charge, amount);
  world.store.put("refund", {
    ...refund,
    destination_details: { type: "card", card: { type: "reversal" } },
  });
  return returned(world, charge, amount);
}

function bookRefund(
  world: World,
  { amount, charge, currency, id: source }: Stripe.Refund,
  type: "refund" | "refund_failure",
): Stripe.BalanceTransaction {
  const failed = type === "refund_failure";
  return book(world, {
    type,
    amount: failed ? amount : -amount,
    currency,
    source,
    description: `REFUND ${failed ? "FAILURE " : ""}FOR CHARGE (${charge})`,
    category: type,
  });
}

function returned(world: World, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + amount;
  const changed: Stripe.Charge = {
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount,
  };
  world.store.put("charge", changed);
  return changed;
}

/** Settles the refund of a special test card: a pending refund succeeds, a succeeded one fails. */
export function settleRefund(world: World, id: string): void {
  const refund = need(world, "refund", id);
  if (refund.status === "pending") announce(world, { ...refund, status: "succeeded" });
  else if (refund.status === "succeeded") failRefund(world, refund);
}

/** Fails a refund and returns its money to the balance and the charge. */
export function failRefund(
  world: World,
  present: Stripe.Refund,
  reason = "expired_or_canceled_card",
): Stripe.Refund {
  if (present.balance_transaction === null || !["pending", "succeeded"].includes(present.status ?? ""))
    throw invalid(`This refund can't fail because it has a status of ${present.status}.`, "id");
  clearDeadline(world, "refund", present.id);
  // Not verified against Stripe: that the charge no longer counts a failed refund.
  returned(world, need(world, "charge", idOf(present.charge) ?? ""), -present.amount);
  const refund: Stripe.Refund = {
    ...present,
    failure_balance_transaction: bookRefund(world, present, "refund_failure").id,
    failure_reason: reason,
    status: "failed",
  };
  announce(world, refund);
  emit(world, "refund.failed", refund);
  return refund;
}

function announce(world: World, refund: Stripe.Refund): void {
  world.store.put("refund", refund);
  emit(world, "refund.updated", refund);
  emit(world, "charge.refund.updated", refund);
}

export const refunds = {
  "POST /v1/refunds": createRefund,
  "GET /v1/refunds": (world, { charge, payment_intent, ...page }) =>
    listOf(world, "refund", "/v1/refunds", page, { equal: { charge, payment_intent } }),
  "GET /v1/refunds/:id": (world, _, { id }) => need(world, "refund", id),
  "POST /v1/refunds/:id": (world, { metadata: given }, { id }) => {
    const present = need(world, "refund", id);
    const refund: Stripe.Refund = {
      ...present,
      metadata: given === undefined ? present.metadata : metadata(given, present.metadata),
    };
    announce(world, refund);
    return refund;
  },
  "POST /v1/refunds/:id/cancel": (world, _, { id }) => {
    const present = need(world, "refund", id);
    if (present.status !== "pending" && present.status !== "requires_action")
      throw invalid(`This refund can't be canceled because it has a status of ${present.status}.`, "id");
    clearDeadline(world, "refund", present.id);
    returned(world, need(world, "charge", idOf(present.charge) ?? ""), -present.amount);
    bookRefund(world, present, "refund_failure");
    const refund: Stripe.Refund = { ...present, status: "canceled" };
    announce(world, refund);
    return refund;
  },
} satisfies Partial<Handlers>;
