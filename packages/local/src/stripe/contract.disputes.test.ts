import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget } from "./contract-target";
import { refusal, until } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

function charged(payment_method: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return target.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    ...extra,
  });
}

async function disputed(payment_method: string): Promise<Stripe.Dispute> {
  const intent = await charged(payment_method);
  return until(async () => {
    const { data } = await target.stripe.disputes.list({ payment_intent: intent.id });
    return data[0];
  });
}

const reread = (id: string, status: Stripe.Dispute.Status) =>
  until(async () => {
    const dispute = await target.stripe.disputes.retrieve(id, { expand: ["charge"] });
    return dispute.status === status && dispute;
  });

const kinds: [string, string, string, string][] = [
  ["pm_card_createDispute", "fraudulent", "needs_response", "chargeback"],
  ["pm_card_createDisputeProductNotReceived", "product_not_received", "needs_response", "chargeback"],
];
test.each(kinds)("%s is charged and disputed", async (card, reason, status, case_type) => {
  const dispute = await disputed(card);
  expect(dispute).toMatchObject({
    amount: 5000,
    currency: "usd",
    reason,
    status,
    is_charge_refundable: false,
    evidence_details: { has_evidence: false, submission_count: 0, past_due: false },
    payment_method_details: { type: "card", card: { brand: "visa", case_type } },
  });
  expect(dispute.evidence_details.due_by).toBeGreaterThan(dispute.created);
  const [withdrawn] = dispute.balance_transactions;
  expect(withdrawn).toMatchObject({ amount: -5000, type: "adjustment", reporting_category: "dispute" });
  expect(withdrawn?.net).toBe(-5000 - (withdrawn?.fee ?? 0));
  const { data } = await target.stripe.disputes.list({ charge: String(dispute.charge) });
  expect(data.map(({ id }) => id)).toEqual([dispute.id]);
  expect((await target.stripe.charges.retrieve(String(dispute.charge))).disputed).toBe(true);
  const refund = await refusal(target.stripe.refunds.create({ charge: String(dispute.charge) }));
  expect(refund).toMatchObject({ statusCode: 400, code: "charge_disputed" });
});

test("during an inquiry the payment can still be refunded", async () => {
  const inquiry = await disputed("pm_card_createDisputeInquiry");
  expect(inquiry).toMatchObject({
    status: "warning_needs_response",
    balance_transactions: [],
    is_charge_refundable: true,
    payment_method_details: { card: { case_type: "inquiry" } },
  });
  expect((await target.stripe.refunds.create({ charge: String(inquiry.charge) })).status).toBe("succeeded");
  // Not verified against Stripe: that a full refund closes the inquiry at once.
  await reread(inquiry.id, "warning_closed");
});

test.each([
  ["winning_evidence", "won"],
  ["losing_evidence", "lost"],
] as const)("%s decides a dispute", async (uncategorized_text, status) => {
  const { id } = await disputed("pm_card_createDispute");
  await target.stripe.disputes.update(id, { evidence: { uncategorized_text }, submit: true });
  const dispute = await reread(id, status);
  expect(dispute.evidence_details).toMatchObject({ has_evidence: true, submission_count: 1 });
  expect(dispute.charge).toMatchObject({ disputed: true });
  const net = dispute.balance_transactions.reduce((sum, transaction) => sum + transaction.net, 0);
  if (status === "won") expect(dispute.balance_transactions).toHaveLength(2);
  else expect(net).toBeLessThanOrEqual(-5000);
  expect(await refusal(target.stripe.disputes.close(id))).toMatchObject({ statusCode: 400 });
});

test("evidence is staged until it is submitted", async () => {
  const { id } = await disputed("pm_card_createDispute");
  const { disputes } = target.stripe;
  const staged = await disputes.update(id, { evidence: { product_description: "A mug" }, submit: false });
  expect(staged).toMatchObject({
    status: "needs_response",
    evidence: { product_description: "A mug" },
    evidence_details: { has_evidence: true, submission_count: 0 },
  });
  const described = await disputes.update(id, { metadata: { case: "7" } });
  expect(described).toMatchObject({ status: "needs_response", metadata: { case: "7" } });
  const submitted = await disputes.update(id, { evidence: { customer_name: "Ann" }, submit: true });
  expect(submitted).toMatchObject({
    status: "under_review",
    evidence: { product_description: "A mug", customer_name: "Ann" },
    evidence_details: { submission_count: 1 },
  });
});

test("staged evidence can be submitted without further changes", async () => {
  const { id } = await disputed("pm_card_createDispute");
  const { disputes } = target.stripe;
  await disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" }, submit: false });
  await disputes.update(id, { submit: true });
  expect(await reread(id, "won")).toMatchObject({
    evidence: { uncategorized_text: "winning_evidence" },
    evidence_details: { submission_count: 1 },
  });
});

test("evidence has a maximum length", async () => {
  const { id } = await disputed("pm_card_createDispute");
  const evidence = { uncategorized_text: "x".repeat(150_001) };
  expect((await refusal(target.stripe.disputes.update(id, { evidence }))).statusCode).toBe(400);
});

test("closing a dispute accepts it as lost", async () => {
  const { id } = await disputed("pm_card_createDispute");
  expect((await target.stripe.disputes.close(id)).status).toBe("lost");
});

test("a payment is disputed only after its capture", async () => {
  const held = await charged("pm_card_createDispute", { capture_method: "manual" });
  const { disputes, paymentIntents } = target.stripe;
  expect((await disputes.list({ payment_intent: held.id })).data).toEqual([]);
  await paymentIntents.capture(held.id);
  await until(async () => (await disputes.list({ payment_intent: held.id })).data.length === 1);
});

test("an early fraud warning does not change the payment", async () => {
  const intent = await charged("pm_card_createIssuerFraudRecord");
  const { earlyFraudWarnings } = target.stripe.radar;
  const warning = await until(async () => {
    const { data } = await earlyFraudWarnings.list({ payment_intent: intent.id });
    return data[0];
  });
  expect(warning).toMatchObject({
    actionable: true,
    charge: intent.latest_charge,
    payment_intent: intent.id,
  });
  expect(await earlyFraudWarnings.retrieve(warning.id, { expand: ["charge"] })).toMatchObject({
    charge: { id: intent.latest_charge, disputed: false, refunded: false },
  });
  await target.stripe.refunds.create({ payment_intent: intent.id });
  await until(async () => !(await earlyFraudWarnings.retrieve(warning.id)).actionable);
});

test("the balance lists the transactions of a payment, its refund and its failed refund", async () => {
  const intent = await charged("pm_card_refundFail");
  const refund = await target.stripe.refunds.create({ payment_intent: intent.id });
  await until(async () => (await target.stripe.refunds.retrieve(refund.id)).status === "failed");
  const { balanceTransactions } = target.stripe;
  const ofRefund = await balanceTransactions.list({ source: refund.id });
  expect(ofRefund.data.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  const [first] = (await balanceTransactions.list({ source: String(intent.latest_charge) })).data;
  expect(first).toMatchObject({ amount: 5000, type: "charge" });
  expect(await balanceTransactions.retrieve(first?.id ?? "", { expand: ["source"] })).toMatchObject({
    source: { object: "charge", id: intent.latest_charge },
  });
});
