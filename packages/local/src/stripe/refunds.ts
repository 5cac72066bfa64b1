import type Stripe from "stripe";
import { testCard } from "./cards";
import { setDeadline } from "./deadlines";
import { ApiError, invalid } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import { toAmount } from "./money";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { idOf, metadata, need, type World } from "./world";

/** How long a test card's refund rests before it fails or arrives. */
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

/** Gives money back, never more than was captured and not yet refunded. */
function create(world: World, fields: RequestParams["POST /v1/refunds"]): Stripe.Refund {
  const charge = chargeOf(world, fields);
  if (charge.status !== "succeeded") throw refused(charge, "charge_not_refundable", "did not succeed");
  if (charge.refunded) throw refused(charge, "charge_already_refunded", "has already been refunded");
  if (!charge.captured)
    throw refused(charge, "charge_not_captured", "has not been captured; cancel its PaymentIntent instead");
  if (charge.disputed)
    throw refused(charge, "charge_disputed", "has been charged back; cannot issue a refund");
  const left = charge.amount_captured - charge.amount_refunded;
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
    ...(fields.instructions_email && { instructions_email: fields.instructions_email }),
    metadata: metadata(fields.metadata),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: fields.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour === "waits" ? "pending" : "succeeded",
    transfer_reversal: null,
  };
  world.store.put("refund", refund);
  if (behaviour) setDeadline(world, "refund", refund.id, world.now() + SETTLE_SECONDS);
  emit(world, "refund.created", refund);
  emit(world, "charge.refunded", returned(world, charge, amount));
  return refund;
}

function returned(world: World, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + amount;
  const changed: Stripe.Charge = {
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount_captured,
  };
  world.store.put("charge", changed);
  return changed;
}

/** The bank has answered: a waiting refund arrives, one that is bound to fail gives its amount back to the charge. */
export function settleRefund(world: World, id: string): void {
  const refund = need(world, "refund", id);
  if (refund.status === "pending") {
    announce(world, { ...refund, status: "succeeded" });
  } else if (refund.status === "succeeded") {
    const charge = need(world, "charge", idOf(refund.charge) ?? "");
    returned(world, charge, -refund.amount);
    const failed: Stripe.Refund = { ...refund, failure_reason: "expired_or_canceled_card", status: "failed" };
    announce(world, failed);
    emit(world, "refund.failed", failed);
  }
}

function announce(world: World, refund: Stripe.Refund): void {
  world.store.put("refund", refund);
  emit(world, "refund.updated", refund);
  emit(world, "charge.refund.updated", refund);
}

export const refunds = {
  "POST /v1/refunds": create,
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
    returned(world, need(world, "charge", idOf(present.charge) ?? ""), -present.amount);
    const refund: Stripe.Refund = { ...present, status: "canceled" };
    announce(world, refund);
    return refund;
  },
} satisfies Partial<Handlers>;
