import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startReceiver, startServer, until } from "./testing";

let server: Awaited<ReturnType<typeof startServer>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
  const webhooks = [{ url: receiver.url, secret: "whsec_for_tests", events: ["*"] }];
  server = await startServer({ webhooks });
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

async function payment(extra: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const intent = await server.stripe.paymentIntents.create({
    amount: 3990,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
    metadata: { orderId: "ord_1" },
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    ...extra,
  });
  return intent.id;
}

const held = () => payment({ capture_method: "manual" });

async function chargeOf(intentId: string): Promise<Stripe.Charge> {
  const { data } = await server.stripe.charges.list({ payment_intent: intentId });
  const [charge] = data;
  if (!charge) throw new Error("the payment has no charge");
  return charge;
}

/** Returns the received events about a payment, in the order in which they happened. */
async function eventsOf(intentId: string, last: Stripe.Event.Type) {
  const mine = ({ data: { object } }: Stripe.Event) =>
    ("payment_intent" in object && object.payment_intent === intentId) ||
    ("id" in object && object.id === intentId);
  await until(() => receiver.got.some(({ event }) => event.type === last && mine(event)));
  const { data } = await server.stripe.events.list({ limit: 100 });
  return data.filter(mine).toReversed();
}

const types = async (intentId: string, last: Stripe.Event.Type) =>
  (await eventsOf(intentId, last)).map(({ type }) => type);

test("dashboard refunds can be partial, have no metadata and never exceed the payment", async () => {
  const intentId = await payment();
  const first = await server.refundInDashboard({ intentId, amount: 1000 });
  expect(first).toMatchObject({ amount: 1000, metadata: {}, status: "succeeded", reason: null });
  await server.refundInDashboard({ intentId, amount: 500, reason: "duplicate" });
  expect(await chargeOf(intentId)).toMatchObject({ amount_refunded: 1500, refunded: false });
  await expect(server.refundInDashboard({ intentId, amount: 2491 })).rejects.toThrow(/greater than/);
  await server.refundInDashboard({ intentId });
  expect(await chargeOf(intentId)).toMatchObject({ amount_refunded: 3990, refunded: true });
  const events = await eventsOf(intentId, "charge.refunded");
  const refunded = events.filter(({ type }) => type === "charge.refunded");
  expect(refunded.map(({ data }) => data.previous_attributes)).toEqual([
    { amount_refunded: 0 },
    { amount_refunded: 1000 },
    { amount_refunded: 1500, refunded: false },
  ]);
});

test("a partial capture in the dashboard releases the rest of the hold", async () => {
  const intentId = await held();
  const intent = await server.captureInDashboard({ intentId, amount: 1000 });
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 1000, amount_capturable: 0 });
  const charge = await chargeOf(intentId);
  expect(charge).toMatchObject({
    amount: 3990,
    amount_captured: 1000,
    amount_refunded: 2990,
    captured: true,
    refunded: false,
  });
  const released = await server.stripe.refunds.list({ payment_intent: intentId });
  expect(released.data).toMatchObject([{ amount: 2990, balance_transaction: null, metadata: {} }]);
  const booked = await server.stripe.balanceTransactions.list({ source: charge.id });
  expect(booked.data).toMatchObject([{ amount: 1000, fee: 59, net: 941, type: "charge" }]);
  expect(await types(intentId, "charge.updated")).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.amount_capturable_updated",
    "charge.captured",
    "payment_intent.succeeded",
    "charge.updated",
  ]);
  await expect(server.refundInDashboard({ intentId, amount: 1001 })).rejects.toThrow(/greater than/);
  await server.refundInDashboard({ intentId });
  expect(await chargeOf(intentId)).toMatchObject({ amount_refunded: 3990, refunded: true });
});

test("a whole hold can be captured in the dashboard", async () => {
  const intentId = await held();
  await server.captureInDashboard({ intentId });
  expect(await chargeOf(intentId)).toMatchObject({ amount_captured: 3990, amount_refunded: 0 });
  expect((await server.stripe.refunds.list({ payment_intent: intentId })).data).toEqual([]);
});

test("a hold can be canceled in the dashboard", async () => {
  const intentId = await held();
  const intent = await server.cancelInDashboard({ intentId });
  expect(intent).toMatchObject({ status: "canceled", cancellation_reason: "requested_by_customer" });
  expect(await chargeOf(intentId)).toMatchObject({ captured: false, refunded: true, amount_refunded: 3990 });
  expect(await types(intentId, "payment_intent.canceled")).toContain("charge.refunded");
  await expect(server.captureInDashboard({ intentId })).rejects.toThrow(/has a status of canceled/);
  const { data } = await server.stripe.balanceTransactions.list({ source: (await chargeOf(intentId)).id });
  expect(data).toEqual([]);
});

test("a succeeded refund that fails later returns its money to the balance and the charge", async () => {
  const intentId = await payment();
  const { id } = await server.refundInDashboard({ intentId, amount: 1000 });
  const failed = await server.failRefund(id);
  expect(failed).toMatchObject({ status: "failed", failure_reason: "expired_or_canceled_card" });
  expect(await chargeOf(intentId)).toMatchObject({ amount_refunded: 0, refunded: false });
  const moved = await server.stripe.balanceTransactions.list({ source: id });
  expect(moved.data.map(({ type, net }) => [type, net])).toEqual([
    ["refund_failure", 1000],
    ["refund", -1000],
  ]);
  const events = await eventsOf(intentId, "refund.failed");
  expect(events.slice(-3).map(({ type }) => type)).toEqual([
    "refund.updated",
    "charge.refund.updated",
    "refund.failed",
  ]);
  expect(events.at(-2)?.data.previous_attributes).toEqual({
    failure_balance_transaction: null,
    failure_reason: null,
    status: "succeeded",
  });
  await expect(server.failRefund(id)).rejects.toThrow(/status of failed/);
});

test("a dispute withdraws the money with a fee, and a won dispute returns both", async () => {
  const intentId = await payment();
  const dispute = await server.disputePayment({ intentId });
  expect(dispute).toMatchObject({ reason: "fraudulent", status: "needs_response", amount: 3990 });
  expect(dispute.balance_transactions).toMatchObject([{ amount: -3990, fee: 1500, net: -5490 }]);
  const charge = await server.stripe.charges.retrieve((await chargeOf(intentId)).id, { expand: ["dispute"] });
  expect(charge).toMatchObject({ disputed: true, dispute: { id: dispute.id } });
  await expect(server.refundInDashboard({ intentId })).rejects.toThrow(/charged back/);
  await expect(server.disputePayment({ intentId })).rejects.toThrow(/no remaining amount/);
  const won = await server.closeDispute({ disputeId: dispute.id, won: true });
  expect(won.status).toBe("won");
  expect(won.balance_transactions.map(({ net }) => net)).toEqual([-5490, 5490]);
  expect((await types(intentId, "charge.dispute.closed")).slice(-4)).toEqual([
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "charge.dispute.closed",
  ]);
  await expect(server.closeDispute({ disputeId: dispute.id, won: false })).rejects.toThrow(/already closed/);
});

test("a lost dispute does not return the money", async () => {
  const intentId = await payment();
  const reason = "product_not_received";
  await expect(server.disputePayment({ intentId, reason, amount: 3991 })).rejects.toThrow(/from 1 to 3990/);
  const { id } = await server.disputePayment({ intentId, reason, amount: 1000 });
  const lost = await server.closeDispute({ disputeId: id, won: false });
  expect(lost).toMatchObject({ status: "lost", amount: 1000, network_reason_code: "13.1" });
  expect(lost.balance_transactions).toHaveLength(1);
  await expect(server.refundInDashboard({ intentId })).rejects.toThrow(/charged back/);
});

test("a dispute without evidence is lost at its deadline", async () => {
  const own = await startServer();
  const intent = await own.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method: "pm_card_createDispute",
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });
  const disputes = async () => (await own.stripe.disputes.list({ payment_intent: intent.id })).data;
  expect(await disputes()).toMatchObject([{ status: "needs_response" }]);
  await own.control("clock", { advanceSeconds: 9 * 24 * 3600 + 1 });
  expect(await disputes()).toMatchObject([{ status: "lost" }]);
  await own.close();
});

test("an inquiry withdraws no money and becomes a chargeback when escalated", async () => {
  const intentId = await payment();
  const inquiry = await server.disputePayment({ intentId, inquiry: true });
  expect(inquiry).toMatchObject({ status: "warning_needs_response", balance_transactions: [] });
  const escalated = await server.escalateInquiry({ disputeId: inquiry.id });
  expect(escalated).toMatchObject({ status: "needs_response", balance_transactions: [{ amount: -3990 }] });
  const events = await eventsOf(intentId, "charge.dispute.funds_withdrawn");
  expect(events.at(-2)?.data.previous_attributes).toMatchObject({ status: "warning_needs_response" });
});

test("a full refund closes an inquiry", async () => {
  const intentId = await payment();
  const { id } = await server.disputePayment({ intentId, inquiry: true });
  await server.refundInDashboard({ intentId });
  expect((await server.stripe.disputes.retrieve(id)).status).toBe("warning_closed");
});

test("an early fraud warning is actionable until the payment is refunded or disputed", async () => {
  const intentId = await payment();
  const warning = await server.warnOfFraud({ intentId });
  expect(warning).toMatchObject({ actionable: true, fraud_type: "unauthorized_use_of_card" });
  await server.refundInDashboard({ intentId });
  const list = await server.stripe.radar.earlyFraudWarnings.list({ payment_intent: intentId });
  expect(list.data).toMatchObject([{ id: warning.id, actionable: false }]);
  const events = await eventsOf(intentId, "radar.early_fraud_warning.updated");
  expect(events.at(-1)?.data.previous_attributes).toEqual({ actionable: true });
});

test("the same actions are available on a payment's page", async () => {
  const intentId = await held();
  const page = `${server.url}/dashboard/payments/${intentId}`;
  const act = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(page, { method: "POST", redirect: "manual", body: new URLSearchParams(fields), headers });
  const home = await fetch(server.url);
  expect(home.url).toBe(`${server.url}/dashboard`);
  expect(await home.text()).toContain(`/dashboard/payments/${intentId}`);
  expect((await act({ action: "capture", amount: "10.00" })).status).toBe(303);
  expect(await chargeOf(intentId)).toMatchObject({ amount_captured: 1000 });
  expect((await act({ action: "refund", amount: "2,50" })).status).toBe(303);
  expect(await chargeOf(intentId)).toMatchObject({ amount_refunded: 2990 + 250 });
  const tooMuch = await act({ action: "refund", amount: "50" });
  expect(tooMuch.status).toBe(422);
  expect(await tooMuch.text()).toContain("greater than unrefunded amount");
  for (const amount of ["1.005", "-1", "ten", "1e3"])
    expect((await act({ action: "refund", amount })).status).toBe(422);
  expect((await act({ action: "dispute", kind: "product_not_received" })).status).toBe(303);
  const [dispute] = (await server.stripe.disputes.list({ payment_intent: intentId })).data;
  expect(dispute).toMatchObject({ amount: 750, reason: "product_not_received" });
  expect(await (await fetch(page)).text()).toContain("evidence due");
  expect((await act({ action: "win-dispute", id: dispute?.id ?? "" })).status).toBe(303);
  expect((await act({ action: "warn" })).status).toBe(303);
  expect((await act({ action: "constructor" })).status).toBe(422);
  expect((await act({ action: "warn" }, { origin: "https://example.com" })).status).toBe(403);
  expect((await fetch(`${server.url}/dashboard/payments/pi_none`)).status).toBe(404);
});
