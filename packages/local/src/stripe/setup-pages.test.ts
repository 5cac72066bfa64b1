import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { alertOf, hat, payOn, startServer, submit } from "./testing";

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const setup = async (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) => {
  const { id: customer } = await server.stripe.customers.create({ email: "ann@example.com" });
  return server.stripe.checkout.sessions.create({
    mode: "setup",
    currency: "eur",
    customer,
    success_url: "http://127.0.0.1:9/success?session={CHECKOUT_SESSION_ID}",
    setup_intent_data: { metadata: { from: "account" } },
    ...extra,
  });
};
const read = (id: string) =>
  server.stripe.checkout.sessions.retrieve(id, { expand: ["setup_intent.payment_method"] });
const cardsOf = async (session: Stripe.Checkout.Session) =>
  (await server.stripe.customers.listPaymentMethods(String(session.customer))).data;

test("a session in setup mode saves a card and charges nothing", async () => {
  const session = await setup();
  const page = await (await fetch(session.url ?? "")).text();
  expect(page).toContain("<title>Save your card</title>");
  expect(page).toContain("Save card</button>");
  expect(page).not.toContain("$0");
  const response = await payOn(session);
  expect(response.headers.get("location")).toBe(`http://127.0.0.1:9/success?session=${session.id}`);
  expect(await read(session.id)).toMatchObject({
    status: "complete",
    payment_status: "no_payment_required",
    payment_intent: null,
    setup_intent: {
      status: "succeeded",
      metadata: { from: "account" },
      payment_method: { customer: session.customer, card: { last4: "4242" } },
    },
  });
  expect(await cardsOf(session)).toHaveLength(1);
  expect(await (await fetch(session.url ?? "")).text()).toContain("Your card is saved");
  const { data } = await server.stripe.events.list({ limit: 5 });
  expect(data.slice(0, 3).map(({ type }) => type)).toEqual([
    "checkout.session.completed",
    "setup_intent.succeeded",
    "payment_method.attached",
  ]);
});

test("a declined card leaves the setup open for another card", async () => {
  const session = await setup();
  const declined = await payOn(session, { number: "4000000000000002" });
  expect(await alertOf(declined)).toBe("Your card was declined.");
  expect(await read(session.id)).toMatchObject({
    status: "open",
    setup_intent: { status: "requires_payment_method" },
  });
  await payOn(session);
  expect(await cardsOf(session)).toHaveLength(1);
});

test("a setup that requires authentication saves the card after it", async () => {
  const session = await setup();
  const sent = async () => {
    const response = await payOn(session, { number: "4000 0000 0000 3220" });
    return new URL(response.headers.get("location") ?? "", server.url).href;
  };
  await submit(await sent(), { result: "fail" });
  expect(await cardsOf(session)).toEqual([]);
  const passed = await submit(await sent(), { result: "complete" });
  expect(passed.headers.get("location")).toContain(`session=${session.id}`);
  expect(await cardsOf(session)).toHaveLength(1);
});

test("3D Secure of an API setup intent redirects to its return url", async () => {
  const intent = await server.stripe.setupIntents.create({
    payment_method: "pm_card_threeDSecure2Required",
    confirm: true,
    return_url: "https://example.com/return",
  });
  const response = await submit(intent.next_action?.redirect_to_url?.url ?? "", { result: "complete" });
  const back = new URL(response.headers.get("location") ?? "");
  expect(back.searchParams.get("setup_intent")).toBe(intent.id);
  expect(back.searchParams.get("redirect_status")).toBe("succeeded");
  expect((await server.stripe.setupIntents.retrieve(intent.id)).status).toBe("succeeded");
});

test("a setup creates a customer if the session requests it", async () => {
  const session = await server.stripe.checkout.sessions.create({
    mode: "setup",
    currency: "eur",
    customer_creation: "always",
    success_url: "http://127.0.0.1:9/success",
  });
  await payOn(session);
  const done = await read(session.id);
  expect(done.customer).toMatch(/^cus_/);
  expect(await cardsOf(done)).toHaveLength(1);
});

test("an expired session cancels its setup", async () => {
  const session = await setup();
  await server.stripe.checkout.sessions.expire(session.id);
  expect(await read(session.id)).toMatchObject({ status: "expired", setup_intent: { status: "canceled" } });
});

const business = { business_name: "Mugs GmbH", tax_id_type: "eu_vat", tax_id: "DE 123 456 789" };
const buy = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  server.stripe.checkout.sessions.create(hat({ tax_id_collection: { enabled: true }, ...extra }));

test("a business enters its tax id on the page, and the session contains it", async () => {
  const session = await buy({ customer_creation: "always" });
  const page = await (await fetch(session.url ?? "")).text();
  for (const label of ["Business name", "Tax ID type", "Tax ID"]) expect(page).toContain(`>${label}</label>`);
  await payOn(session, business);
  const done = await read(session.id);
  expect(done.customer_details).toMatchObject({
    business_name: "Mugs GmbH",
    name: "Mugs GmbH",
    tax_ids: [{ type: "eu_vat", value: "DE123456789" }],
  });
  const taxIds = await server.stripe.customers.listTaxIds(String(done.customer));
  expect(taxIds.data).toMatchObject([{ type: "eu_vat", value: "DE123456789", country: "DE" }]);
});

test("a tax id is optional unless the session requires it", async () => {
  const optional = await buy();
  expect((await payOn(optional)).status).toBe(303);
  expect((await read(optional.id)).customer_details?.tax_ids).toEqual([]);
  const required = await buy({ tax_id_collection: { enabled: true, required: "if_supported" } });
  const refused = await payOn(required);
  expect(refused.status).toBe(422);
  expect(await alertOf(refused)).toContain("Business name is required.");
});

test("a tax id with an invalid format is reported at its field", async () => {
  const refused = await payOn(await buy(), { ...business, tax_id: "DE12" });
  expect(refused.status).toBe(422);
  expect(await alertOf(refused)).toBe("Your tax ID is invalid. Example: DE123456789.");
});

test("an existing customer gets the business name and the tax id only once", async () => {
  const { id: customer } = await server.stripe.customers.create({ name: "Ann" });
  const create = () => buy({ customer, customer_update: { name: "auto" } });
  await payOn(await create(), business);
  await payOn(await create(), business);
  expect(await server.stripe.customers.retrieve(customer)).toMatchObject({ name: "Mugs GmbH" });
  expect((await server.stripe.customers.listTaxIds(customer)).data).toHaveLength(1);
});
