import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget } from "./contract-target";
import { refusal } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

const unique = () => Math.random().toString(36).slice(2);

test("a customer is created, read, changed and deleted", async () => {
  const { customers } = target.stripe;
  const created = await customers.create({ email: "a@example.com", name: "A", metadata: { user: "1" } });
  expect(await customers.retrieve(created.id)).toMatchObject({
    email: "a@example.com",
    metadata: { user: "1" },
  });
  await customers.update(created.id, { phone: "+15555550100", metadata: { user: "", other: "2" } });
  expect(await customers.retrieve(created.id)).toMatchObject({
    phone: "+15555550100",
    metadata: { other: "2" },
  });
  await customers.update(created.id, { phone: "", name: "" });
  expect(await customers.retrieve(created.id)).toMatchObject({ phone: null, name: null });
  expect(await customers.del(created.id)).toMatchObject({ deleted: true });
});

test("customers are listed by email, newest first, page by page", async () => {
  const { customers } = target.stripe;
  const email = `${unique()}@example.com`;
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.unshift((await customers.create({ email })).id);
  const first = await customers.list({ email, limit: 2 });
  expect(first).toMatchObject({ has_more: true, object: "list" });
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const next = await customers.list({ email, limit: 2, starting_after: ids[1] ?? "" });
  expect(next.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  const last = await customers.list({ email, limit: 2, starting_after: ids[3] ?? "" });
  expect(last).toMatchObject({ has_more: false, data: [{ id: ids[4] }] });
  const back = await customers.list({ email, limit: 2, ending_before: ids[3] ?? "" });
  expect(back.data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
  const all: string[] = [];
  for await (const customer of customers.list({ email, limit: 2 })) all.push(customer.id);
  expect(all).toEqual(ids);
});

test("a list can be filtered by time of creation", async () => {
  const { customers } = target.stripe;
  const email = `${unique()}@example.com`;
  const { created } = await customers.create({ email });
  expect((await customers.list({ email, created: { gte: created } })).data).toHaveLength(1);
  expect((await customers.list({ email, created: { gt: created } })).data).toHaveLength(0);
  expect((await customers.list({ email, created: { lt: created } })).data).toHaveLength(0);
});

test("a customer search returns a search result", async () => {
  const result = await target.stripe.customers.search({ query: "email:'a@example.com'" });
  expect(result.object).toBe("search_result");
  expect((await refusal(target.stripe.customers.search({ query: "nonsense" }))).statusCode).toBe(400);
});

test("a customer's cards are attached, listed and detached", async () => {
  const { customers, paymentMethods } = target.stripe;
  const customer = await customers.create({ email: "cards@example.com" });
  const card = await paymentMethods.attach("pm_card_visa", { customer: customer.id });
  const list = await customers.listPaymentMethods(customer.id, { type: "card" });
  expect(list.data).toMatchObject([{ id: card.id, card: { last4: "4242", brand: "visa" } }]);
  expect((await paymentMethods.detach(card.id)).customer).toBeNull();
  expect((await customers.listPaymentMethods(customer.id)).data).toHaveLength(0);
});

test("a product has a price and images", async () => {
  const { products, prices } = target.stripe;
  const product = await products.create({ name: "Mug", images: ["https://example.com/mug.png"] });
  const price = await prices.create({ product: product.id, currency: "usd", unit_amount: 1250 });
  expect(price).toMatchObject({ unit_amount: 1250, product: product.id, type: "one_time", active: true });
  expect(await products.retrieve(product.id)).toMatchObject({ images: ["https://example.com/mug.png"] });
  expect((await prices.list({ product: product.id })).data).toMatchObject([{ id: price.id }]);
  expect(await prices.retrieve(price.id, { expand: ["product"] })).toMatchObject({
    product: { name: "Mug" },
  });
});

test("a product can be created with its price", async () => {
  const product = await target.stripe.products.create({
    name: "Tea",
    default_price_data: { currency: "usd", unit_amount: 500 },
    tax_code: "txcd_99999999",
    expand: ["default_price"],
  });
  expect(product).toMatchObject({ tax_code: "txcd_99999999", default_price: { unit_amount: 500 } });
  const updated = await target.stripe.products.update(product.id, { active: false, description: "Green" });
  expect(updated).toMatchObject({ active: false, description: "Green" });
});

test("coupons and promotion codes can be created and read", async () => {
  const { coupons, promotionCodes } = target.stripe;
  const coupon = await coupons.create({ amount_off: 100, currency: "usd", duration: "once" });
  expect(coupon).toMatchObject({ amount_off: 100, valid: true, times_redeemed: 0 });
  const code = `CODE${unique().toUpperCase()}`;
  const promotion = await promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code });
  expect((await promotionCodes.list({ code })).data).toMatchObject([{ id: promotion.id, active: true }]);
  expect(await promotionCodes.update(promotion.id, { active: false })).toMatchObject({ active: false });
  expect(await coupons.del(coupon.id)).toMatchObject({ deleted: true });
  expect((await refusal(coupons.create({ duration: "once" }))).statusCode).toBe(400);
});

test("shipping rates and tax rates can be created and read", async () => {
  const { shippingRates, taxRates } = target.stripe;
  const rate = await shippingRates.create({
    display_name: "Standard",
    type: "fixed_amount",
    fixed_amount: { amount: 500, currency: "usd" },
  });
  expect(await shippingRates.retrieve(rate.id)).toMatchObject({
    fixed_amount: { amount: 500, currency: "usd" },
  });
  const tax = await taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
  expect(await taxRates.update(tax.id, { active: false })).toMatchObject({ percentage: 20, active: false });
});

test("a webhook endpoint's secret is returned only once", async () => {
  const { webhookEndpoints } = target.stripe;
  const endpoint = await webhookEndpoints.create({
    url: "https://example.com/hook",
    enabled_events: ["checkout.session.completed"],
  });
  expect(endpoint.secret).toMatch(/^whsec_/);
  expect((await webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
  const updated = await webhookEndpoints.update(endpoint.id, { enabled_events: ["*"], disabled: true });
  expect(updated).toMatchObject({ enabled_events: ["*"], status: "disabled" });
  expect(await webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
});
