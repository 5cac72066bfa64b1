import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { alertOf, hat, payOn, startServer, submit } from "./testing";

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const create = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  server.stripe.checkout.sessions.create(hat(extra));
const read = (id: string) =>
  server.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
const text = async (session: Stripe.Checkout.Session) => (await fetch(session.url ?? "")).text();

test("the page shows lines, total and fields without scripts", async () => {
  const session = await create({ customer_email: "ann@example.com" });
  const response = await fetch(session.url ?? "");
  const page = await response.text();
  expect(response.status).toBe(200);
  for (const part of [
    "<title>Pay $12.00</title>",
    '<html lang="en">',
    "Hat",
    "Pay $12.00</button>",
    ">Back</a>",
  ])
    expect(page).toContain(part);
  for (const label of ["Email", "Card number", "Expiry", "CVC", "Name on card"])
    expect(page).toMatch(new RegExp(`<label for="\\w+">${label}</label><input id="\\w+"`));
  expect(page).toContain('value="ann@example.com"');
  expect(page).toContain("No real money moves");
  expect(page).not.toContain("<script");
});

test("a paid session is complete and redirects to the success url", async () => {
  const session = await create({ client_reference_id: "order_1" });
  const response = await payOn(session);
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe(`http://127.0.0.1:9/success?session=${session.id}`);
  expect(await read(session.id)).toMatchObject({
    status: "complete",
    payment_status: "paid",
    url: null,
    client_reference_id: "order_1",
    customer_details: { email: "ann@example.com", name: "Ann Shopper" },
    payment_intent: { status: "succeeded", amount_received: 1200 },
  });
  const again = await fetch(session.url ?? "");
  expect(await again.text()).toContain("You have already paid");
});

test("a hold is unpaid until it is captured", async () => {
  const session = await create({
    payment_intent_data: { capture_method: "manual", metadata: { order: "7" } },
  });
  await payOn(session);
  const held = await read(session.id);
  expect(held).toMatchObject({
    payment_status: "unpaid",
    payment_intent: { status: "requires_capture", amount_capturable: 1200, metadata: { order: "7" } },
  });
  if (typeof held.payment_intent !== "object") throw new Error("the intent is not expanded");
  await server.stripe.paymentIntents.capture(held.payment_intent?.id ?? "");
  expect(await read(session.id)).toMatchObject({ payment_status: "paid" });
});

test("a decline is shown on the page and leaves the session open for another card", async () => {
  const session = await create();
  const declined = await payOn(session, { number: "4000 0000 0000 9995" });
  expect(declined.status).toBe(422);
  expect(await alertOf(declined)).toBe("Your card has insufficient funds.");
  expect(await read(session.id)).toMatchObject({
    status: "open",
    payment_intent: { status: "requires_payment_method", latest_charge: { status: "failed" } },
  });
  expect((await payOn(session)).status).toBe(303);
  const paid = await read(session.id);
  expect(paid).toMatchObject({ status: "complete", payment_intent: { status: "succeeded" } });
  const intent = typeof paid.payment_intent === "object" ? paid.payment_intent?.id : "";
  const { data } = await server.stripe.charges.list({ payment_intent: intent ?? "" });
  expect(data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
});

test("completing 3D Secure pays and is recorded on the charge", async () => {
  const session = await create();
  const challenged = await payOn(session, { number: "4000002760003184" });
  const page = new URL(challenged.headers.get("location") ?? "", server.url).href;
  const html = await (await fetch(page)).text();
  expect(html).toContain("Complete authentication</button>");
  expect(html).toContain("Fail authentication</button>");
  expect((await submit(page, { result: "complete" })).headers.get("location")).toContain(session.id);
  const details = { card: { three_d_secure: { result: "authenticated" } } };
  expect(await read(session.id)).toMatchObject({
    payment_status: "paid",
    payment_intent: { latest_charge: { payment_method_details: details } },
  });
  expect((await submit(page, { result: "complete" })).status).toBe(303);
});

test("failing 3D Secure returns to the page with the reason, and another card pays", async () => {
  const session = await create();
  const challenged = await payOn(session, { number: "4000002760003184" });
  const page = new URL(challenged.headers.get("location") ?? "", server.url).href;
  const failed = await submit(page, { result: "fail" });
  const back = await fetch(new URL(failed.headers.get("location") ?? "", server.url));
  expect(await alertOf(back)).toContain("unable to authenticate");
  expect(await read(session.id)).toMatchObject({
    status: "open",
    payment_intent: { last_payment_error: { code: "payment_intent_authentication_failure" } },
  });
  expect((await payOn(session)).status).toBe(303);
});

test("a form submitted twice or from two tabs charges once", async () => {
  const session = await create();
  const responses = await Promise.all(Array.from({ length: 5 }, () => payOn(session)));
  for (const response of responses) expect(response.headers.get("location")).toContain(session.id);
  const { payment_intent: intent } = await server.stripe.checkout.sessions.retrieve(session.id);
  const { data } = await server.stripe.charges.list({ payment_intent: String(intent) });
  expect(data).toHaveLength(1);
  expect(
    (await server.stripe.events.list({ type: "checkout.session.completed", limit: 100 })).data.filter(
      ({ data: { object } }) => "id" in object && object.id === session.id,
    ),
  ).toHaveLength(1);
});

test("the shopper's choice of shipping is charged", async () => {
  const rate = (display_name: string, amount: number) => ({
    shipping_rate_data: {
      type: "fixed_amount" as const,
      display_name,
      fixed_amount: { amount, currency: "usd" },
    },
  });
  const session = await create({ shipping_options: [rate("Standard", 500), rate("Express", 1500)] });
  const page = await text(session);
  expect(page).toContain("<legend>Shipping</legend>");
  for (const total of ["Pay $17.00", "Pay $27.00"]) expect(page).toContain(total);
  const express = session.shipping_options[1]?.shipping_rate;
  await payOn(session, { shipping_rate: String(express) });
  expect(await read(session.id)).toMatchObject({
    amount_total: 2700,
    shipping_cost: { amount_total: 1500, shipping_rate: express },
    payment_intent: { amount_received: 2700 },
  });
  const other = await create({ shipping_options: [rate("Standard", 500)] });
  expect(await alertOf(await payOn(other, { shipping_rate: String(express) }))).toContain(
    "Choose a shipping option",
  );
});

test("the page requests an address if the session collects it", async () => {
  const session = await create({ shipping_address_collection: { allowed_countries: ["US"] } });
  expect(await alertOf(await payOn(session))).toContain("Address is required.");
  await payOn(session, { line1: "1 Main St", city: "Springfield", postal_code: "12345", country: "us" });
  expect(await read(session.id)).toMatchObject({
    collected_information: { shipping_details: { address: { line1: "1 Main St", country: "US" } } },
    payment_intent: { shipping: { address: { city: "Springfield" } } },
  });
});

test("an expired session shows that it expired and accepts no card", async () => {
  const session = await create();
  await server.stripe.checkout.sessions.expire(session.id);
  const page = await fetch(session.url ?? "");
  expect(page.status).toBe(410);
  expect(await page.text()).toContain("This checkout session has expired");
  expect((await payOn(session)).status).toBe(410);
  expect((await read(session.id)).payment_intent).toBeNull();
});

const faulty: [string, Record<string, string>, string][] = [
  ["an invalid card number", { number: "4242 4242 4242 4241" }, "Your card number is invalid."],
  ["a card number with letters", { number: "'; DROP TABLE objects; --" }, "Your card number is invalid."],
  ["a missing card number", { number: "" }, "Your card number is incomplete."],
  ["an invalid month", { expiry: "13 / 34" }, "Your card's expiration date is incomplete."],
  ["a past date", { expiry: "01 / 20" }, "Your card's expiration date is in the past."],
  ["a short CVC", { cvc: "1" }, "Your card's security code is incomplete."],
  ["a missing name", { name: " " }, "Name on card is required."],
  ["an invalid email", { email: "ann" }, "Your email is incomplete."],
];
test.each(faulty)("%s is reported at its field and charges nothing", async (_, fields, message) => {
  const session = await create();
  const response = await payOn(session, fields);
  expect(response.status).toBe(422);
  const copy = response.clone();
  expect(await alertOf(response)).toBe(message);
  expect(await copy.text()).toContain('aria-invalid="true"');
  expect((await read(session.id)).payment_intent).toBeNull();
});

test("a real card is declined in test mode", async () => {
  const response = await payOn(await create(), { number: "4111111111111111" });
  expect(await alertOf(response)).toContain("used a non test card");
});

test("hostile text is escaped, and a card number is never shown again", async () => {
  const nasty = `<script>alert("1")</script>'&`;
  const session = await create({
    line_items: [
      { price_data: { currency: "usd", unit_amount: 1200, product_data: { name: nasty } }, quantity: 1 },
    ],
    cancel_url: `http://127.0.0.1:9/cart?"><script>`,
  });
  const response = await payOn(session, { name: nasty, email: `"><script>@x.y`, number: "4000000000000002" });
  const page = (await response.text()) + (await text(session));
  expect(page).not.toContain("<script");
  expect(page).not.toMatch(/4000\s?0000\s?0000\s?0002"/);
  const wrongUrl = server.stripe.checkout.sessions.create(hat({ cancel_url: "javascript:alert(1)" }));
  await expect(wrongUrl).rejects.toMatchObject({ param: "cancel_url" });
});

test("amounts in yen are shown without decimals", async () => {
  const session = await create({
    line_items: [
      { price_data: { currency: "jpy", unit_amount: 1200, product_data: { name: "Tea" } }, quantity: 1 },
    ],
  });
  expect(await text(session)).toContain("Pay ¥1,200</button>");
});

test("an unknown page is a 404", async () => {
  for (const path of ["/c/pay/cs_test_none", "/c/authenticate/pi_none", "/c/other", "/c/pay/..%2F.."])
    expect((await fetch(server.url + path)).status).toBe(404);
});

test("3D Secure of an API intent redirects to its return url", async () => {
  const intent = await server.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method: "pm_card_authenticationRequired",
    confirm: true,
    return_url: "http://127.0.0.1:9/back?x=1",
  });
  const page = intent.next_action?.redirect_to_url?.url ?? "";
  const back = new URL((await submit(page, { result: "complete" })).headers.get("location") ?? "");
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    x: "1",
    payment_intent: intent.id,
    redirect_status: "succeeded",
  });
  expect(await server.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
});

test("when nothing is to be paid, no card is requested or charged", async () => {
  const coupon = await server.stripe.coupons.create({
    percent_off: 100,
    duration: "once",
    max_redemptions: 1,
  });
  const session = await create({ discounts: [{ coupon: coupon.id }] });
  const page = await text(session);
  expect(page).toContain("Complete order</button>");
  expect(page).not.toContain("Card number");
  expect((await submit(session.url ?? "", { email: "ann@example.com", name: "Ann" })).status).toBe(303);
  expect(await read(session.id)).toMatchObject({
    status: "complete",
    payment_status: "no_payment_required",
    payment_intent: null,
  });
  expect(await server.stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1, valid: false });
  await expect(create({ discounts: [{ coupon: coupon.id }] })).rejects.toMatchObject({
    code: "coupon_expired",
  });
});

test("a card saved for later use is attached to the customer", async () => {
  const customer = await server.stripe.customers.create({ email: "kept@example.com" });
  const session = await create({
    customer: customer.id,
    payment_intent_data: { setup_future_usage: "off_session" },
  });
  expect(await text(session)).toContain('value="kept@example.com"');
  await payOn(session);
  const { data } = await server.stripe.customers.listPaymentMethods(customer.id);
  expect(data).toMatchObject([{ card: { last4: "4242" } }]);
});

test("a session with an unsupported page feature is refused", async () => {
  await expect(create({ allow_promotion_codes: true })).rejects.toMatchObject({
    param: "allow_promotion_codes",
  });
  await expect(create({ phone_number_collection: { enabled: true } })).rejects.toMatchObject({
    code: "parameter_unknown",
  });
});

const saving = { saved_payment_method_options: { payment_method_save: "enabled" } } as const;

test("a card that the shopper chose to save pays again without its number", async () => {
  const { customers } = server.stripe;
  const { id: customer } = await customers.create({ email: "ann@example.com", name: "Ann Shopper" });
  const cards = async () =>
    (await customers.listPaymentMethods(customer)).data.map(({ id, allow_redisplay }) => ({
      id,
      allow_redisplay,
    }));
  await payOn(await create({ customer, ...saving }));
  expect(await cards()).toEqual([]);

  const first = await create({ customer, ...saving });
  expect(await text(first)).toContain("Save my card for future purchases");
  await payOn(first, { save: "on" });
  const [card] = await cards();
  expect(card).toMatchObject({ allow_redisplay: "always" });

  const second = await create({ customer, ...saving });
  expect(await text(second)).toContain("visa ending in 4242");
  const response = await submit(second.url ?? "", {
    email: "ann@example.com",
    payment_method: card?.id ?? "",
  });
  expect(response.status).toBe(303);
  expect(await read(second.id)).toMatchObject({
    status: "complete",
    payment_intent: { status: "succeeded", payment_method: card?.id, customer },
  });
  expect(await cards()).toHaveLength(1);
});

test("a declined card or another customer's card is not offered", async () => {
  const { customers } = server.stripe;
  const [{ id: customer }, { id: other }] = [await customers.create({}), await customers.create({})];
  await payOn(await create({ customer, ...saving }), { number: "4000 0000 0000 9995", save: "on" });
  expect((await customers.listPaymentMethods(customer)).data).toEqual([]);
  await payOn(await create({ customer: other, ...saving }), { save: "on" });
  const [theirs] = (await customers.listPaymentMethods(other)).data;
  const session = await create({ customer, ...saving });
  const response = await submit(session.url ?? "", {
    email: "ann@example.com",
    name: "Ann",
    payment_method: theirs?.id ?? "",
  });
  expect(response.status).toBe(422);
  expect(await alertOf(response)).toContain("Your card number is incomplete.");
});

test("a card that requires authentication is saved after it", async () => {
  const { customers } = server.stripe;
  const { id: customer } = await customers.create({ email: "ann@example.com" });
  const session = await create({ customer, ...saving });
  const waiting = await payOn(session, { number: "4000 0027 6000 3184", save: "on" });
  expect((await customers.listPaymentMethods(customer)).data).toHaveLength(0);
  await submit(new URL(waiting.headers.get("location") ?? "", server.url).href, { result: "complete" });
  expect((await customers.listPaymentMethods(customer)).data).toHaveLength(1);
});

test("a session that does not offer saving never saves the card, even if the form requests it", async () => {
  const { customers } = server.stripe;
  const { id: customer } = await customers.create({ email: "ann@example.com" });
  await payOn(await create({ customer }), { save: "on" });
  expect((await customers.listPaymentMethods(customer)).data).toHaveLength(0);
});
