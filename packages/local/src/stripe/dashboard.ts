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
 * Acts as a person does in Stripe's dashboard, and as banks and time do: the shop's code did not ask for any of it.
 * Each is one transaction, and its events are delivered like any other. Throws ApiError as the API does.
 */
export const dashboard = {
  /** Refunds an amount (minor units), or all that is left. The refund carries no metadata. */
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
  /** Captures an amount (minor units) and releases the rest of the hold, or captures all. */
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
      if (left < 1) throw invalid("Nothing is left of this payment to dispute.", "amount");
      if (amount < 1 || amount > left) throw invalid(`Dispute an amount from 1 to ${left}.`, "amount");
      return createDispute(world, charge, { ...rest, reason, amount });
    },
  ),
  /** Decides an open dispute, as the bank does. */
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

/** Returns the charge whose money came in or is held. */
function chargeOf(world: World, intentId: string): Stripe.Charge {
  const charge = world.store.find("charge", idOf(need(world, "intent", intentId).latest_charge) ?? "");
  if (charge?.status !== "succeeded") throw invalid("This payment has no successful charge.", "intentId");
  return charge;
}
