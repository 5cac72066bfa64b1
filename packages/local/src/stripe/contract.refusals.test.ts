import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget, live } from "./contract-target";
import { hat, refusal } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

const keys = (count: number, prefix = "k") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, "v"]));

test("metadata can have 50 keys of 40 characters with values of 500", async () => {
  const metadata = { ...keys(49), ["k".repeat(40)]: "é".repeat(500) };
  const customer = await target.stripe.customers.create({ metadata });
  expect(customer.metadata).toEqual(metadata);
});

const tooMuch: [string, Stripe.MetadataParam, RegExp][] = [
  ["51 keys", keys(51), /Metadata can have up to 50 keys, but you've set 51/],
  ["a key of 41 characters", { ["k".repeat(41)]: "v" }, /must be a string under 40 characters/],
  ["a value of 501 characters", { key: "v".repeat(501) }, /must be a string under 500 characters/],
  ["a key with square brackets", { "a[b]": "v" }, /./],
];
test.each(tooMuch)("metadata with %s is refused", async (_, metadata, message) => {
  const error = await refusal(target.stripe.customers.create({ metadata }));
  expect(error).toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError" });
  expect(error.message).toMatch(message);
});

test("an object's existing metadata keys count toward the limit", async () => {
  const { id } = await target.stripe.customers.create({ metadata: keys(30) });
  const error = await refusal(target.stripe.customers.update(id, { metadata: keys(30, "other") }));
  expect(error.message).toMatch(/you've set 60/);
  const emptied = Object.fromEntries(Object.keys(keys(30)).map((key) => [key, ""]));
  const swapped = await target.stripe.customers.update(id, {
    metadata: { ...emptied, ...keys(15, "other") },
  });
  expect(swapped.metadata).toEqual(keys(15, "other"));
});

test("metadata inside a session's parameters has the same limits", async () => {
  const metadata = { key: "v".repeat(501) };
  const create = (extra: Partial<Stripe.Checkout.SessionCreateParams>) =>
    refusal(target.stripe.checkout.sessions.create(hat(extra)));
  expect((await create({ metadata })).statusCode).toBe(400);
  expect((await create({ payment_intent_data: { metadata } })).statusCode).toBe(400);
});

test.skipIf(live)("half a square bracket in a metadata key is refused, not dropped", async () => {
  for (const key of ["a]b", "a[b", "[", "]"]) {
    const error = await refusal(target.stripe.customers.create({ metadata: { [key]: "v" } }));
    expect([key, error.statusCode, error.param]).toEqual([key, 400, "metadata"]);
  }
});

async function customerWithCard() {
  const { customers, paymentMethods } = target.stripe;
  const { id: customer } = await customers.create({ email: "owner@example.com" });
  const { id: card } = await paymentMethods.attach("pm_card_visa", { customer });
  return { customer, card };
}

function pay(payment_method: string, customer?: string) {
  return target.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    ...(customer && { customer }),
  });
}

test("a customer can pay only with their own cards", async () => {
  const [one, other] = [await customerWithCard(), await customerWithCard()];
  expect((await pay(one.card, one.customer)).status).toBe("succeeded");
  expect((await refusal(pay(other.card, one.customer))).statusCode).toBe(400);
});

test("a payment with an attached card requires its customer", async () => {
  const { card } = await customerWithCard();
  const error = await refusal(pay(card));
  expect(error.statusCode).toBe(400);
  expect(error.message).toMatch(/attached to a customer/);
});

test("an intent cannot be changed or confirmed with a card of another customer", async () => {
  const [one, other] = [await customerWithCard(), await customerWithCard()];
  const { paymentIntents } = target.stripe;
  const intent = await paymentIntents.create({ amount: 5000, currency: "usd", customer: one.customer });
  const changed = paymentIntents.update(intent.id, { payment_method: other.card });
  expect((await refusal(changed)).statusCode).toBe(400);
  const confirmed = paymentIntents.confirm(intent.id, {
    payment_method: other.card,
    return_url: "https://example.com/return",
  });
  expect((await refusal(confirmed)).statusCode).toBe(400);
});

test("a detached card cannot be used again", async () => {
  const { customer, card } = await customerWithCard();
  await target.stripe.paymentMethods.detach(card);
  const used = await refusal(pay(card, customer));
  expect(used.statusCode).toBe(400);
  expect(used.message).toMatch(/was detached from a Customer/);
  const attached = await refusal(target.stripe.paymentMethods.attach(card, { customer }));
  expect(attached.message).toMatch(/may not be used again/);
});

test("a card used without a customer cannot be used again", async () => {
  const { id } = await target.stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  expect((await pay(id)).status).toBe("succeeded");
  expect((await refusal(pay(id))).message).toMatch(/may not be used again/);
});

test("a card of one customer cannot be attached to another", async () => {
  const [{ card }, { customer }] = [await customerWithCard(), await customerWithCard()];
  const error = await refusal(target.stripe.paymentMethods.attach(card, { customer }));
  expect(error.message).toMatch(/already been attached to a customer/);
});

test("a field that cannot be expanded is refused with Stripe's message", async () => {
  const { customers, checkout, paymentIntents } = target.stripe;
  const session = await checkout.sessions.create(hat());
  const metadata = await refusal(checkout.sessions.retrieve(session.id, { expand: ["metadata"] }));
  expect(metadata.message).toBe("This property cannot be expanded (metadata).");
  expect(metadata.statusCode).toBe(400);
  const name = await refusal(customers.list({ expand: ["data.email"] }));
  expect(name.message).toMatch(/^This property cannot be expanded \(.*email\)\.$/);
  const near = await refusal(paymentIntents.list({ limit: 1, expand: ["latest_charge"] }));
  expect(near.message).toBe(
    "This property cannot be expanded (latest_charge). You may want to try expanding 'data.latest_charge' instead.",
  );
});

test("an invalid path is refused even if there is nothing to expand", async () => {
  const { checkout, charges, customers } = target.stripe;
  const session = await checkout.sessions.create(hat());
  const paths = ["payment_intent.nonsense", "payment_intent.latest_charge.amount", "status"];
  for (const path of paths)
    expect((await refusal(checkout.sessions.retrieve(session.id, { expand: [path] }))).statusCode).toBe(400);
  const { id: customer } = await customers.create({});
  expect((await refusal(charges.list({ customer, expand: ["data.nonsense"] }))).statusCode).toBe(400);
});

test("paths are expanded through objects, hashes and lists", async () => {
  const { checkout, charges, customers, refunds } = target.stripe;
  const { customer, card } = await customerWithCard();
  await customers.update(customer, { invoice_settings: { default_payment_method: card } });
  const owner = await customers.retrieve(customer, { expand: ["invoice_settings.default_payment_method"] });
  expect(owner).toMatchObject({ invoice_settings: { default_payment_method: { id: card } } });
  const session = await checkout.sessions.create(hat({ expand: ["line_items.data.price.product"] }));
  expect(session.line_items?.data).toMatchObject([{ price: { product: { name: "Hat" } } }]);
  const paid = await pay(card, customer);
  const refund = await refunds.create({
    payment_intent: paid.id,
    amount: 1000,
    expand: ["charge.customer", "balance_transaction"],
  });
  expect(refund).toMatchObject({
    charge: { customer: { id: customer } },
    balance_transaction: { amount: -1000, fee: 0, net: -1000, type: "refund" },
  });
  const charge = await charges.retrieve(String(paid.latest_charge), { expand: ["refunds"] });
  expect(charge.refunds?.data).toMatchObject([{ id: refund.id }]);
});
