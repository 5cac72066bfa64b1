import type Stripe from "stripe";
import { createDispute, decideDispute, disputable, type NewDispute, openDispute } from "./disputes";
import { invalid } from "./errors";
import { warnOfFraud } from "./fraud-warnings";
import { newId } from "./ids";
import { cancel, capture } from "./payments";
import { createRefund, failRefund } from "./refunds";
import { idOf, need, type World } from "./world";

type Action<Input, Result> = (world: World, input: Input) => Result;

/**
 * Actions of a user of Stripe's dashboard or of a bank, which the shop's code did not request. Each runs in one
 * transaction, and its events are delivered like any other. Throws ApiError as the API does.
 */
export const dashboard = {
  /** Refunds an amount (minor units), or the whole remainder. The refund has no metadata. */
  refund: action<
    { intentId: string; amount?: number; reason?: Stripe.RefundCreateParams.Reason },
    Stripe.Refund
  >((world, { intentId, amount, reason }) =>
    createRefund(world, {
      payment_intent: intentId,
      ...(amount !== undefined && { amount }),
      ...(reason && { reason }),
    }),
  ),
  /** Captures an amount (minor units) and releases the rest of the hold, or captures everything. */
  capture: action<{ intentId: string; amount?: number }, Stripe.PaymentIntent>(
    (world, { intentId, amount }) => capture(world, need(world, "intent", intentId), amount),
  ),
  cancel: action<
    { intentId: string; reason?: Stripe.PaymentIntent.CancellationReason },
    Stripe.PaymentIntent
  >((world, { intentId, reason = "requested_by_customer" }) =>
    cancel(world, need(world, "intent", intentId), reason),
  ),
  /** Opens a dispute over a captured payment. */
  dispute: action<Partial<NewDispute> & { intentId: string }, Stripe.Dispute>(
    (world, { intentId, reason = "fraudulent", ...rest }) => {
      const charge = chargeOf(world, intentId);
      if (!charge.captured) throw invalid("Only a captured payment can be disputed.", "intentId");
      const left = disputable(world, charge);
      const amount = rest.amount ?? left;
      if (left < 1) throw invalid("This payment has no remaining amount to dispute.", "amount");
      if (amount < 1 || amount > left) throw invalid(`The amount must be from 1 to ${left}.`, "amount");
      return createDispute(world, charge, { ...rest, reason, amount });
    },
  ),
  /** Decides an open dispute on behalf of the bank. */
  closeDispute: action<{ disputeId: string; won: boolean }, Stripe.Dispute>((world, { disputeId, won }) =>
    decideDispute(world, openDispute(world, disputeId), won ? "won" : "lost"),
  ),
  /** Turns an inquiry into a chargeback. */
  escalateInquiry: action<{ disputeId: string }, Stripe.Dispute>((world, { disputeId }) =>
    decideDispute(world, openDispute(world, disputeId), "escalated"),
  ),
  warnOfFraud: action<{ intentId: string; fraudType?: string }, Stripe.Radar.EarlyFraudWarning>(
    (world, { intentId, fraudType }) => warnOfFraud(world, chargeOf(world, intentId), fraudType),
  ),
  /** Fails a refund that is pending or has succeeded. */
  failRefund: action<{ refundId: string; failureReason?: string }, Stripe.Refund>(
    (world, { refundId, failureReason }) => failRefund(world, need(world, "refund", refundId), failureReason),
  ),
};

export type Dashboard = typeof dashboard;

function action<Input, Result>(work: Action<Input, Result>): Action<Input, Result> {
  return (world, input) => {
    world.request = { id: newId("req", 14), idempotencyKey: null };
    try {
      return world.store.transaction(() => work(world, input));
    } finally {
      world.request = { id: null, idempotencyKey: null };
    }
  };
}

/** Returns the charge that captured or holds the money. */
function chargeOf(world: World, intentId: string): Stripe.Charge {
  const charge = world.store.find("charge", idOf(need(world, "intent", intentId).latest_charge) ?? "");
  if (charge?.status !== "succeeded") throw invalid("This payment has no successful charge.", "intentId");
  return charge;
}
