import { StripeApi } from "@securecart/core/stripe";
import { stripeControl } from "../packages/local/src/stripe/control-client";

/** Numbers of actions at Stripe that the shop did not request. */
export const incidents = {
  refunded_in_part: 0,
  refunded_in_full: 0,
  captured_in_part: 0,
  canceled_at_stripe: 0,
  disputes_opened: 0,
  disputes_won: 0,
  disputes_lost: 0,
  fraud_warnings: 0,
  refunds_failed_later: 0,
};

export type Bank = ReturnType<typeof openBank>;

/**
 * Opens the actions of dashboard users, cardholders and banks. Each action returns whether Stripe accepted it, and
 * throws when Stripe cannot be reached.
 */
export function openBank(base: string) {
  const atStripe = stripeControl(base);
  const count = async (name: keyof typeof incidents, act: Promise<unknown>) => {
    const done = await act.then(
      () => true,
      (error) => {
        if (isRefusal(error)) return false;
        throw error;
      },
    );
    if (done) incidents[name]++;
    return done;
  };
  return {
    /** Returns the payment of an order at Stripe, which the shop may not know yet. Throws when there is none. */
    async paymentOf(orderId: string) {
      const list = StripeApi.client().paymentIntents.list({ limit: 100 });
      for await (const { id, amount, metadata } of list)
        if (metadata.orderId === orderId) return { id, amount };
      throw new Error(`Stripe has no payment of ${orderId} yet.`);
    },
    refundPart: (intentId: string, amount: number) =>
      count("refunded_in_part", atStripe.refundInDashboard({ intentId, amount })),
    refundAll: (intentId: string) => count("refunded_in_full", atStripe.refundInDashboard({ intentId })),
    capturePart: (intentId: string, amount: number) =>
      count("captured_in_part", atStripe.captureInDashboard({ intentId, amount })),
    cancel: (intentId: string) => count("canceled_at_stripe", atStripe.cancelInDashboard({ intentId })),
    dispute: (intentId: string) => count("disputes_opened", atStripe.disputePayment({ intentId })),
    decide: (disputeId: string, won: boolean) =>
      count(won ? "disputes_won" : "disputes_lost", atStripe.closeDispute({ disputeId, won })),
    warn: (intentId: string) => count("fraud_warnings", atStripe.warnOfFraud({ intentId })),
    failRefund: (refundId: string) => count("refunds_failed_later", atStripe.failRefund(refundId)),
  };
}

/** Recognizes a refusal by Stripe: the payment's state does not allow the action, or it was done before. */
const isRefusal = (error: unknown) => error instanceof Error && /^[\w/-]+: 4\d\d /.test(error.message);
