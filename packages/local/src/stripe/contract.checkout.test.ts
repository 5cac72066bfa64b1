import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget, live } from "./contract-target";
import { hat, refusal } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
let price: Stripe.Price;
beforeAll(async () => {
  target = await contractTarget();
  price = await target.stripe.prices.create({
    product_data: { name: "Mug" },
    currency: "usd",
    unit_amount: 1250,
  });
});
afterAll(() => target.close());

const create = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  target.stripe.checkout.sessions.create(hat(extra));

test("a line with a price id costs quantity × price", async () => {
  const session = await create({ line_items: [{ price: price.id, quantity: 2 }], metadata: { order: "1" } });
  expect(session).toMatchObject({
    amount_subtotal: 2500,
    amount_total: 2500,
    currency: "usd",
    status: "open",
    payment_status: "unpaid",
    payment_intent: null,
    metadata: { order: "1" },
    ui_mode: "hosted_page",
  });
  expect(session.url).toContain(session.id);
  expect(session.id).toMatch(/^cs_test_/);
});

test("a line can define its own price", async () => {
  const data = { currency: "usd", unit_amount: 1999, product_data: { name: "Hat" } };
  const session = await create({
    line_items: [{ price_data: data, quantity: 3 }],
    client_reference_id: "order_2",
    customer_email: "ann@example.com",
  });
  expect(session).toMatchObject({
    amount_total: 5997,
    client_reference_id: "order_2",
    customer_email: "ann@example.com",
  });
});

test("shipping is added to the total, and the address is collected", async () => {
  const session = await create({
    shipping_address_collection: { allowed_countries: ["US", "DE"] },
    shipping_options: [
      {
        shipping_rate_data: {
          type: "fixed_amount",
          display_name: "Standard",
          fixed_amount: { amount: 500, currency: "usd" },
        },
      },
    ],
  });
  expect(session.shipping_address_collection?.allowed_countries).toEqual(["US", "DE"]);
  expect(session.shipping_options).toMatchObject([{ shipping_amount: 500 }]);
  expect(session).toMatchObject({
    amount_subtotal: 1200,
    amount_total: 1700,
    total_details: { amount_shipping: 500 },
  });
});

test("tax rates are added to their line", async () => {
  const vat = await target.stripe.taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
  const session = await create({ line_items: [{ price: price.id, quantity: 1, tax_rates: [vat.id] }] });
  expect(session).toMatchObject({
    amount_subtotal: 1250,
    amount_total: 1500,
    total_details: { amount_tax: 250 },
  });
});

test.skipIf(live)("automatic tax is on when asked for", async () => {
  expect((await create({ automatic_tax: { enabled: true } })).automatic_tax.enabled).toBe(true);
});

test("a coupon reduces the total, and an unknown coupon is refused", async () => {
  const coupon = await target.stripe.coupons.create({ percent_off: 25, duration: "once" });
  const session = await create({ discounts: [{ coupon: coupon.id }] });
  expect(session).toMatchObject({ amount_total: 900, total_details: { amount_discount: 300 } });
  const error = await refusal(create({ discounts: [{ coupon: "no_such_coupon" }] }));
  expect(error).toMatchObject({ statusCode: 400, code: "resource_missing" });
});

test("the expiry must be between half an hour and a day ahead", async () => {
  const now = Math.floor(Date.now() / 1000);
  expect((await create({ expires_at: now + 1810 })).expires_at).toBe(now + 1810);
  expect((await refusal(create({ expires_at: now + 600 }))).param).toBe("expires_at");
  expect((await refusal(create({ expires_at: now + 2 * 24 * 3600 }))).param).toBe("expires_at");
});

test("a session can authorize a payment without capturing it", async () => {
  const session = await create({
    payment_intent_data: { capture_method: "manual", metadata: { order: "3" } },
  });
  expect(session.status).toBe("open");
});

test("ui_mode elements returns a client secret and no url", async () => {
  const { success_url: _, cancel_url: __, ...rest } = hat();
  const session = await target.stripe.checkout.sessions.create({
    ...rest,
    ui_mode: "elements",
    return_url: "https://example.com/return",
  });
  expect(session).toMatchObject({ ui_mode: "elements", url: null });
  expect(session.client_secret).toContain(session.id);
});

test("lines can be read by expansion and from their own list", async () => {
  const { sessions } = target.stripe.checkout;
  const { id } = await create({ line_items: [{ price: price.id, quantity: 2 }], metadata: { order: "4" } });
  const session = await sessions.retrieve(id, { expand: ["line_items", "payment_intent"] });
  expect(session.metadata).toEqual({ order: "4" });
  expect(session.line_items?.data).toMatchObject([
    { quantity: 2, amount_total: 2500, price: { id: price.id } },
  ]);
  expect((await sessions.listLineItems(id)).data).toMatchObject([{ quantity: 2, description: "Mug" }]);
});

test("metadata can be changed, and sessions are listed", async () => {
  const { sessions } = target.stripe.checkout;
  const { id } = await create({ metadata: { a: "1" } });
  expect((await sessions.update(id, { metadata: { b: "2" } })).metadata).toEqual({ a: "1", b: "2" });
  expect((await sessions.list({ limit: 1, status: "open" })).data).toMatchObject([{ id }]);
});

test("an open session can be expired once", async () => {
  const { sessions } = target.stripe.checkout;
  const { id } = await create();
  expect(await sessions.expire(id)).toMatchObject({ status: "expired", url: null });
  expect((await refusal(sessions.expire(id))).statusCode).toBe(400);
});

const wrong: [string, object, object][] = [
  ["an unknown parameter", { nonsense: 1 }, { code: "parameter_unknown", param: "nonsense" }],
  [
    "an unknown parameter of a line",
    { line_items: [{ price: "price_1", colour: "red" }] },
    { code: "parameter_unknown", param: "line_items[0][colour]" },
  ],
  ["no success_url", { success_url: undefined }, { param: "success_url" }],
  ["no lines", { line_items: undefined }, { param: "line_items" }],
  ["an outdated ui_mode", { ui_mode: "custom" }, { param: "ui_mode" }],
  [
    "a missing price",
    { line_items: [{ price: "price_missing", quantity: 1 }] },
    { code: "resource_missing" },
  ],
  ["a missing customer", { customer: "cus_missing" }, { code: "resource_missing", param: "customer" }],
  ["half a cent", { line_items: [{ quantity: 1.5, price: "price_1" }] }, { statusCode: 400 }],
  ["a text instead of a number", { expires_at: "tomorrow" }, { param: "expires_at" }],
  [
    "payment_method_types",
    { payment_method_types: ["card"] },
    { code: "payment_method_types_no_longer_supported", param: "payment_method_types" },
  ],
];
test.each(wrong)("a session with %s is refused", async (_, extra, expected) => {
  expect(await refusal(create(extra))).toMatchObject({ statusCode: 400, ...expected });
});

test("a setup has a setup intent and no amounts", async () => {
  const session = await target.stripe.checkout.sessions.create({
    mode: "setup",
    currency: "usd",
    success_url: "https://example.com/done",
    expand: ["setup_intent"],
  });
  expect(session).toMatchObject({
    mode: "setup",
    amount_total: null,
    payment_intent: null,
    payment_status: "no_payment_required",
    setup_intent: { object: "setup_intent", status: "requires_payment_method" },
  });
  if (typeof session.setup_intent !== "object") throw new Error("the setup is not expanded");
  const confirmed = target.stripe.setupIntents.confirm(session.setup_intent?.id ?? "", {
    payment_method: "pm_card_visa",
    return_url: "https://example.com/return",
  });
  expect((await refusal(confirmed)).statusCode).toBe(400);
});

test("setup mode refuses parameters of payment mode, and payment mode those of setup mode", async () => {
  const inSetup = { mode: "setup", currency: "usd", success_url: "https://example.com/done" } as const;
  const { sessions } = target.stripe.checkout;
  const lines = sessions.create({ ...inSetup, payment_intent_data: { description: "x" } });
  expect((await refusal(lines)).message).toMatch(/payment_intent_data.* in `setup` mode/);
  expect((await refusal(create({ setup_intent_data: { description: "x" } }))).statusCode).toBe(400);
});

test("an existing customer's tax id is collected only if their name may be updated", async () => {
  const { id: customer } = await target.stripe.customers.create({ email: "ann@example.com" });
  const tax_id_collection = { enabled: true };
  const error = await refusal(create({ customer, tax_id_collection }));
  expect(error.message).toMatch(/set `customer_update\[name\]` to `auto`/);
  const session = await create({ customer, tax_id_collection, customer_update: { name: "auto" } });
  expect(session.tax_id_collection).toEqual({ enabled: true, required: "never" });
});
