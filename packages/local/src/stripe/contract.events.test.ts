import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget } from "./contract-target";
import { until } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

/** Returns the previous values in the newest event of a type about an object. */
async function previous(type: Stripe.Event.Type, id: string) {
  const event = await until(async () => {
    const { data } = await target.stripe.events.list({ type, limit: 20 });
    return data.find(({ data: { object } }) => "id" in object && object.id === id);
  });
  return event.data.previous_attributes;
}

const unique = () => Math.random().toString(36).slice(2);

test("customer.updated contains previous values, and null for missing ones", async () => {
  const { customers } = target.stripe;
  const { id } = await customers.create({ name: "Ann", metadata: { kept: "1", old: "2", gone: "3" } });
  await customers.update(id, {
    name: "Bea",
    phone: "+15555550100",
    metadata: { old: "4", gone: "", new: "5" },
  });
  expect(await previous("customer.updated", id)).toEqual({
    name: "Ann",
    phone: null,
    metadata: { old: "2", gone: "3", new: null },
  });
});

test("a nested object is compared field by field", async () => {
  const { customers, paymentMethods } = target.stripe;
  const { id } = await customers.create({});
  const card = await paymentMethods.attach("pm_card_visa", { customer: id });
  await customers.update(id, { invoice_settings: { default_payment_method: card.id } });
  expect(await previous("customer.updated", id)).toEqual({
    invoice_settings: { default_payment_method: null },
  });
});

test("product.updated and price.updated contain previous values", async () => {
  const { products, prices } = target.stripe;
  const product = await products.create({ name: "Mug", images: ["https://example.com/a.png"] });
  await products.update(product.id, { name: "Cup", images: ["https://example.com/b.png"] });
  expect(await previous("product.updated", product.id)).toMatchObject({
    name: "Mug",
    images: ["https://example.com/a.png"],
  });
  const price = await prices.create({ product: product.id, currency: "usd", unit_amount: 1250 });
  await prices.update(price.id, { nickname: "small" });
  expect(await previous("price.updated", price.id)).toEqual({ nickname: null });
});

test("coupon.updated, promotion_code.updated and tax_rate.updated contain previous values", async () => {
  const { coupons, promotionCodes, taxRates } = target.stripe;
  const coupon = await coupons.create({ percent_off: 10, duration: "once", name: "Ten" });
  await coupons.update(coupon.id, { name: "Ten percent" });
  expect(await previous("coupon.updated", coupon.id)).toEqual({ name: "Ten" });
  const promotion = { type: "coupon", coupon: coupon.id } as const;
  const code = await promotionCodes.create({ promotion, code: `CODE${unique()}` });
  await promotionCodes.update(code.id, { active: false });
  expect(await previous("promotion_code.updated", code.id)).toEqual({ active: true });
  const rate = await taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
  await taxRates.update(rate.id, { display_name: "Tax" });
  expect(await previous("tax_rate.updated", rate.id)).toEqual({ display_name: "VAT" });
});

test("payment_method.updated contains previous values", async () => {
  const { customers, paymentMethods } = target.stripe;
  const { id: customer } = await customers.create({});
  const card = await paymentMethods.attach("pm_card_visa", { customer });
  await paymentMethods.update(card.id, { allow_redisplay: "always" });
  expect(await previous("payment_method.updated", card.id)).toEqual({ allow_redisplay: "unspecified" });
});

async function charged(payment_method: string): Promise<Stripe.PaymentIntent> {
  return target.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });
}

test("charge.updated contains the balance transaction of a captured charge", async () => {
  const intent = await charged("pm_card_visa");
  expect(await previous("charge.updated", String(intent.latest_charge))).toMatchObject({
    balance_transaction: null,
  });
  const charge = await target.stripe.charges.retrieve(String(intent.latest_charge), {
    expand: ["balance_transaction"],
  });
  expect(charge.balance_transaction).toMatchObject({
    amount: 5000,
    currency: "usd",
    source: charge.id,
    type: "charge",
    reporting_category: "charge",
    status: "pending",
  });
  if (typeof charge.balance_transaction !== "object") throw new Error("it is not expanded");
  const { amount = 0, fee = 0, net, fee_details: details = [] } = charge.balance_transaction ?? {};
  expect(net).toBe(amount - fee);
  expect(details.reduce((sum, detail) => sum + detail.amount, 0)).toBe(fee);
});

test("refund.updated, charge.refund.updated and charge.refunded contain previous values", async () => {
  const { refunds } = target.stripe;
  const intent = await charged("pm_card_visa");
  const refund = await refunds.create({ payment_intent: intent.id, amount: 1000 });
  expect(await previous("charge.refunded", String(intent.latest_charge))).toMatchObject({
    amount_refunded: 0,
  });
  await refunds.update(refund.id, { metadata: { row: "1" } });
  expect(await previous("refund.updated", refund.id)).toEqual({ metadata: { row: null } });
  expect(await previous("charge.refund.updated", refund.id)).toEqual({ metadata: { row: null } });
});

test("charge.dispute.updated contains previous values", async () => {
  const intent = await charged("pm_card_createDispute");
  const dispute = await until(async () => {
    const { data } = await target.stripe.disputes.list({ payment_intent: intent.id });
    return data[0];
  });
  await target.stripe.disputes.update(dispute.id, {
    evidence: { product_description: "A mug" },
    submit: false,
  });
  expect(await previous("charge.dispute.updated", dispute.id)).toMatchObject({
    evidence: { product_description: null },
    evidence_details: { has_evidence: false },
  });
});

test("a creation event contains no previous values", async () => {
  const { id } = await target.stripe.customers.create({});
  expect(await previous("customer.created", id)).toBeUndefined();
});
