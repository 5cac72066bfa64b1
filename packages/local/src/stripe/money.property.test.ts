import fc from "fast-check";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "./testing";

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const amount = fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 6000 }));
const step = fc.oneof(
  fc.record({ act: fc.constant("capture" as const), amount }),
  fc.record({ act: fc.constant("cancel" as const) }),
  fc.record({ act: fc.constant("refund" as const), amount }),
  fc.record({ act: fc.constant("failRefund" as const), which: fc.nat(3) }),
  fc.record({ act: fc.constant("dispute" as const), amount, inquiry: fc.boolean() }),
  fc.record({ act: fc.constant("decide" as const), outcome: fc.constantFrom("won", "lost", "escalate") }),
  fc.record({ act: fc.constant("warn" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const given = (value: number | undefined) => (value === undefined ? {} : { amount: value });

async function take(intentId: string, choice: Step): Promise<unknown> {
  if (choice.act === "capture") return server.captureInDashboard({ intentId, ...given(choice.amount) });
  if (choice.act === "cancel") return server.cancelInDashboard({ intentId });
  if (choice.act === "refund") return server.refundInDashboard({ intentId, ...given(choice.amount) });
  if (choice.act === "warn") return server.warnOfFraud({ intentId });
  if (choice.act === "dispute")
    return server.disputePayment({ intentId, inquiry: choice.inquiry, ...given(choice.amount) });
  if (choice.act === "failRefund") {
    const { data } = await server.stripe.refunds.list({ payment_intent: intentId, limit: 100 });
    const refund = data[choice.which];
    return refund && server.failRefund(refund.id);
  }
  const { data } = await server.stripe.disputes.list({ payment_intent: intentId });
  const [dispute] = data;
  if (!dispute) return null;
  if (choice.outcome === "escalate") return server.escalateInquiry({ disputeId: dispute.id });
  return server.closeDispute({ disputeId: dispute.id, won: choice.outcome === "won" });
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Asserts the invariants of a payment, which hold at any time. */
async function check(intentId: string): Promise<void> {
  const { stripe } = server;
  const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] });
  const charge = intent.latest_charge;
  if (typeof charge !== "object" || !charge) throw new Error("the charge is not expanded");
  const refunds = (await stripe.refunds.list({ payment_intent: intentId, limit: 100 })).data;
  const disputes = (await stripe.disputes.list({ payment_intent: intentId, limit: 100 })).data;
  const alive = refunds.filter(({ status }) => status !== "failed");
  const released =
    charge.captured || intent.status === "canceled" ? charge.amount - charge.amount_captured : 0;
  expect(sum(alive.map((refund) => refund.amount))).toBe(charge.amount_refunded);
  expect(charge.amount_refunded).toBeGreaterThanOrEqual(released);
  expect(charge.amount_refunded).toBeLessThanOrEqual(charge.amount);
  expect(charge.refunded).toBe(charge.amount_refunded === charge.amount);
  expect(intent.amount_received).toBe(charge.amount_captured);
  expect(charge.disputed).toBe(disputes.length > 0);
  const kept = charge.amount_captured - (charge.amount_refunded - released);
  const takenByBank = sum(
    disputes
      .filter(({ status }) => ["needs_response", "under_review", "lost"].includes(status))
      .map((dispute) => dispute.amount),
  );
  const sources = [charge.id, ...refunds.map(({ id }) => id), ...disputes.map(({ id }) => id)];
  const moved = await Promise.all(
    sources.map(async (source) => (await stripe.balanceTransactions.list({ source, limit: 100 })).data),
  );
  const booked = moved.flat();
  expect(takenByBank).toBeLessThanOrEqual(kept);
  expect(sum(booked.map((transaction) => transaction.amount))).toBe(kept - takenByBank);
  for (const transaction of booked) expect(transaction.net).toBe(transaction.amount - transaction.fee);
}

test("a payment's amounts, refunds, disputes and balance agree after any actions of users and banks", async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 12 }), async (held, steps) => {
      const { id } = await server.stripe.paymentIntents.create({
        amount: 5000,
        currency: "usd",
        payment_method: "pm_card_visa",
        confirm: true,
        capture_method: held ? "manual" : "automatic_async",
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      });
      for (const choice of steps) {
        // A refusal is allowed and must change nothing, which the check verifies.
        await take(id, choice).catch((error: unknown) => {
          if (error instanceof Stripe.errors.StripeError) throw error;
          expect(String(error)).toMatch(/40\d/);
        });
        await check(id);
      }
    }),
    { numRuns: 40 },
  );
});
