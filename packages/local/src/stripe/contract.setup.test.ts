import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget, live } from "./contract-target";
import { refusal, until } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

async function setup(payment_method: string, extra: Partial<Stripe.SetupIntentCreateParams> = {}) {
  const { id: customer } = await target.stripe.customers.create({ email: "saver@example.com" });
  return target.stripe.setupIntents.create({
    customer,
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    ...extra,
  });
}

test("a confirmed setup saves the card with its customer", async () => {
  const intent = await setup("pm_card_visa", { metadata: { from: "account" }, expand: ["payment_method"] });
  expect(intent).toMatchObject({
    status: "succeeded",
    usage: "off_session",
    metadata: { from: "account" },
    payment_method: { customer: intent.customer, card: { last4: "4242" } },
  });
  expect(intent.client_secret).toContain(intent.id);
  const cards = await target.stripe.customers.listPaymentMethods(String(intent.customer));
  expect(cards.data).toHaveLength(1);
  const list = await target.stripe.setupIntents.list({ customer: String(intent.customer) });
  expect(list.data.map(({ id }) => id)).toEqual([intent.id]);
});

test("a setup can be changed and confirmed later, but not confirmed twice", async () => {
  const { setupIntents } = target.stripe;
  const intent = await setupIntents.create({});
  expect(intent.status).toBe("requires_payment_method");
  await setupIntents.update(intent.id, { description: "for later", metadata: { a: "1" } });
  const confirm = () =>
    setupIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      return_url: "https://example.com/return",
    });
  expect(await confirm()).toMatchObject({ status: "succeeded", description: "for later" });
  expect(await refusal(confirm())).toMatchObject({ code: "setup_intent_unexpected_state" });
  expect(await refusal(setupIntents.cancel(intent.id))).toMatchObject({
    code: "setup_intent_unexpected_state",
  });
});

test("a setup can be canceled with a reason", async () => {
  const { id } = await target.stripe.setupIntents.create({});
  const canceled = await target.stripe.setupIntents.cancel(id, { cancellation_reason: "abandoned" });
  expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
});

test("a declined card is not saved, and the intent waits for another", async () => {
  const error = await refusal(setup("pm_card_visa_chargeDeclined"));
  expect(error).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "generic_decline" });
  const intent = await target.stripe.setupIntents.retrieve(error.setup_intent?.id ?? "");
  expect(intent.status).toBe("requires_payment_method");
  expect(intent.last_setup_error).toMatchObject({ code: "card_declined" });
  const cards = await target.stripe.customers.listPaymentMethods(String(intent.customer));
  expect(cards.data).toEqual([]);
});

test("a saved card can be declined when it is charged", async () => {
  const intent = await setup("pm_card_chargeCustomerFail");
  expect(intent.status).toBe("succeeded");
  const error = await refusal(
    target.stripe.paymentIntents.create({
      amount: 5000,
      currency: "usd",
      customer: String(intent.customer),
      payment_method: String(intent.payment_method),
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    }),
  );
  expect(error).toMatchObject({ statusCode: 402, code: "card_declined" });
});

test("a card with 3D Secure redirects the customer to a page", async () => {
  const { setupIntents } = target.stripe;
  const intent = await setupIntents.create({
    payment_method: "pm_card_threeDSecure2Required",
    confirm: true,
    return_url: "https://example.com/return",
  });
  expect(intent.status).toBe("requires_action");
  expect(intent.next_action?.redirect_to_url?.return_url).toBe("https://example.com/return");
});

test("a card of another customer cannot be set up", async () => {
  const saved = await setup("pm_card_visa");
  expect((await refusal(setup(String(saved.payment_method)))).statusCode).toBe(400);
});

test("a setup emits its events", async () => {
  const intent = await setup("pm_card_visa");
  const types = ["setup_intent.created", "setup_intent.succeeded"];
  const { data } = await target.stripe.events.list({ limit: 100, types });
  const mine = data.filter(({ data: { object } }) => "id" in object && object.id === intent.id);
  expect(mine.map(({ type }) => type).toSorted()).toEqual(types);
});

const taxIds: [Stripe.CustomerCreateTaxIdParams.Type, string, string, string | null][] = [
  ["eu_vat", "DE 123 456 789", "DE123456789", "DE"],
  ["eu_vat", "XI123456789", "XI123456789", "XI"],
  ["gb_vat", "GB123456789", "GB123456789", "GB"],
  ["us_ein", "12-3456789", "123456789", "US"],
];
// Not verified against Stripe: the stored form of a value with spaces or hyphens.
test.skipIf(live).each(taxIds)("a customer has a tax id %s %s", async (type, value, kept, country) => {
  const { customers } = target.stripe;
  const { id } = await customers.create({});
  const taxId = await customers.createTaxId(id, { type, value });
  expect(taxId).toMatchObject({ object: "tax_id", type, value: kept, country, customer: id });
  expect((await customers.listTaxIds(id)).data).toEqual([taxId]);
  const customer = await customers.retrieve(id, { expand: ["tax_ids"] });
  expect(customer).toMatchObject({ tax_ids: { data: [{ id: taxId.id }] } });
  expect(await customers.deleteTaxId(id, taxId.id)).toMatchObject({ deleted: true });
  expect((await refusal(customers.retrieveTaxId(id, taxId.id))).statusCode).toBe(404);
});

test("test mode verifies tax ids by their digits and emits an event", async () => {
  const { customers, events } = target.stripe;
  const { id } = await customers.create({});
  const good = await customers.createTaxId(id, { type: "eu_vat", value: "DE000000000" });
  const bad = await customers.createTaxId(id, { type: "eu_vat", value: "DE111111111" });
  expect(good.verification?.status).toBe("pending");
  await until(async () => (await customers.retrieveTaxId(id, good.id)).verification?.status === "verified");
  await until(async () => (await customers.retrieveTaxId(id, bad.id)).verification?.status === "unverified");
  const { data } = await events.list({ type: "customer.tax_id.updated", limit: 20 });
  const mine = data.find(({ data: { object } }) => "id" in object && object.id === bad.id);
  expect(mine?.data.previous_attributes).toMatchObject({ verification: { status: "pending" } });
});

test("a tax id with an invalid format is refused", async () => {
  const { id } = await target.stripe.customers.create({});
  const error = await refusal(target.stripe.customers.createTaxId(id, { type: "eu_vat", value: "DE12" }));
  expect(error).toMatchObject({ statusCode: 400, code: "tax_id_invalid" });
});
