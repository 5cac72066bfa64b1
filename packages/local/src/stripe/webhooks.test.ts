import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HOOK_SECRET, hat, payOn, startReceiver, startServer, until } from "./testing";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  receiver = await startReceiver();
  server = await startServer({
    webhooks: [{ url: receiver.url, secret: HOOK_SECRET, events: ["*"] }],
    retrySeconds: [0.05, 0.05, 0.05],
  });
});
afterEach(async () => {
  await server.close();
  await receiver.close();
});

const customer = (email: string) => server.stripe.customers.create({ email });
const verify = (body: string, header: string, secret = HOOK_SECRET) =>
  Stripe.webhooks.constructEvent(body, header, secret);

test("the SDK accepts the signature of a delivery and refuses any other", async () => {
  const { id } = await customer("a@example.com");
  const [hook] = await until(() => receiver.got.length > 0 && receiver.got);
  if (!hook) throw new Error("no delivery");
  const header = String(hook.headers["stripe-signature"]);
  expect(verify(hook.body, header)).toMatchObject({
    object: "event",
    type: "customer.created",
    api_version: Stripe.API_VERSION,
    pending_webhooks: 1,
    data: { object: { id } },
  });
  expect(() => verify(hook.body, header, "whsec_other")).toThrow(/signature/);
  expect(() => verify(hook.body.replace("a@example.com", "b@example.com"), header)).toThrow(/signature/);
  await until(async () => (await server.stripe.events.retrieve(hook.event.id)).pending_webhooks === 0);
});

test("a payment emits its events", async () => {
  const session = await server.stripe.checkout.sessions.create(
    hat({ payment_intent_data: { capture_method: "manual" } }),
  );
  await payOn(session);
  await until(() => receiver.of("checkout.session.completed").length === 1);
  const { payment_intent: intent } = await server.stripe.checkout.sessions.retrieve(session.id);
  await server.stripe.paymentIntents.capture(String(intent));
  await server.stripe.refunds.create({ payment_intent: String(intent), amount: 200 });
  const wanted: Stripe.Event.Type[] = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.amount_capturable_updated",
    "charge.captured",
    "payment_intent.succeeded",
    "refund.created",
    "charge.refunded",
  ];
  await until(() => wanted.every((type) => receiver.of(type).length > 0));
  expect(wanted.map((type) => receiver.of(type).length)).toEqual(wanted.map(() => 1));
});

test("an endpoint receives only the events it subscribed to", async () => {
  const picky = await startReceiver();
  await server.stripe.webhookEndpoints.create({ url: picky.url, enabled_events: ["product.created"] });
  await customer("a@example.com");
  await server.stripe.products.create({ name: "Mug" });
  await until(() => picky.got.length > 0);
  await until(() => receiver.got.length === 2);
  expect(picky.got.map(({ event }) => event.type)).toEqual(["product.created"]);
  await picky.close();
});

test("a failing endpoint is retried with the same event id until it succeeds", async () => {
  receiver.answers.push(500, 503);
  await customer("a@example.com");
  await until(() => receiver.got.length === 3);
  expect(new Set(receiver.got.map(({ event }) => event.id)).size).toBe(1);
  await until(async () => (await server.stripe.events.list({ delivery_success: false })).data.length === 0);
});

test("each attempt is signed with its own time, and the event keeps its original time", async () => {
  const own = await startReceiver();
  const fresh = await startServer({
    webhooks: [{ url: own.url, secret: HOOK_SECRET, events: ["customer.created"] }],
    retrySeconds: [0.05, 0.05],
  });
  await fresh.control("webhooks/hold", {});
  const { created } = await fresh.stripe.customers.create({});
  await fresh.control("clock", { advanceSeconds: 3600 });
  own.answers.push(500);
  await fresh.control("webhooks/release", { order: "forward" });
  await until(() => own.got.length === 2);
  const signedAt = own.got.map(({ headers }) =>
    Number(/t=(\d+)/.exec(String(headers["stripe-signature"]))?.[1]),
  );
  expect(signedAt).toHaveLength(2);
  for (const [index, at] of signedAt.entries()) {
    expect(at).toBeGreaterThanOrEqual(created + 3600);
    expect(own.got[index]?.event.created).toBe(created);
  }
  for (const { body, headers } of own.got)
    fresh.stripe.webhooks.constructEvent(
      body,
      String(headers["stripe-signature"]),
      HOOK_SECRET,
      300,
      undefined,
      (created + 3600) * 1000,
    );
  await fresh.close();
  await own.close();
});

test("a finally failed delivery is recorded and can be sent again", async () => {
  receiver.answers.push(500, 500, 500, 500);
  const { id } = await customer("a@example.com");
  await until(() => receiver.got.length === 4);
  await until(async () => {
    const { deliveries } = await server.control("state");
    return JSON.stringify(deliveries) === '{"failed":1}';
  });
  const { data } = await server.stripe.events.list({ delivery_success: false, types: ["customer.created"] });
  expect(data).toMatchObject([{ data: { object: { id } } }]);
  await server.control("webhooks/redeliver", { event: data[0]?.id });
  await until(() => receiver.got.length === 5);
  await until(async () => (await server.stripe.events.list({ delivery_success: false })).data.length === 0);
  expect((await server.stripe.events.list({ delivery_success: true })).data).toHaveLength(1);
});

test("a dropped delivery is lost and listed among the undelivered events", async () => {
  await server.control("webhooks/faults", { drop: 1 });
  await customer("lost@example.com");
  await customer("found@example.com");
  await until(() => receiver.got.length === 1);
  expect(receiver.got[0]?.event.data.object).toMatchObject({ email: "found@example.com" });
  const { data } = await server.stripe.events.list({ delivery_success: false });
  expect(data).toMatchObject([{ data: { object: { email: "lost@example.com" } } }]);
});

test("a duplicated delivery arrives twice with one event id", async () => {
  await server.control("webhooks/faults", { duplicate: 1 });
  await customer("a@example.com");
  await until(() => receiver.got.length === 2);
  expect(receiver.got[0]?.event.id).toBe(receiver.got[1]?.event.id);
});

test("held deliveries are released newest first or in a given order", async () => {
  await server.control("webhooks/hold", {});
  for (const email of ["1@example.com", "2@example.com", "3@example.com"]) await customer(email);
  expect(receiver.got).toHaveLength(0);
  expect(await server.control("webhooks/release", { order: "reverse" })).toEqual({ released: 3 });
  const emails = () =>
    receiver.got.map(({ event }) => "email" in event.data.object && event.data.object.email);
  expect(emails()).toEqual(["3@example.com", "2@example.com", "1@example.com"]);
  await server.control("webhooks/hold", {});
  await customer("4@example.com");
  await customer("5@example.com");
  const { data } = await server.stripe.events.list({ limit: 2 });
  await server.control("webhooks/release", { order: data.map(({ id }) => id) });
  expect(emails().slice(3)).toEqual(["5@example.com", "4@example.com"]);
});

test("a delayed delivery arrives later", async () => {
  await server.control("webhooks/faults", { delayMs: 150 });
  const start = performance.now();
  await customer("a@example.com");
  await until(() => receiver.got.length === 1);
  expect(performance.now() - start).toBeGreaterThan(145); // a timer may fire a moment early
});

test("a deliberately stale signature is refused by the SDK", async () => {
  await server.control("webhooks/faults", { signatureSkewSeconds: -400 });
  await customer("a@example.com");
  const [hook] = await until(() => receiver.got.length > 0 && receiver.got);
  expect(() => verify(hook?.body ?? "", String(hook?.headers["stripe-signature"]))).toThrow(/tolerance/);
});

test("seeding an endpoint repeatedly creates it once", async () => {
  for (const secret of ["whsec_a", "whsec_b"])
    await server.control("webhooks/seed", { url: receiver.url, secret, events: ["customer.created"] });
  expect((await server.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  await customer("a@example.com");
  const [hook] = await until(() => receiver.got.length > 0 && receiver.got);
  expect(verify(hook?.body ?? "", String(hook?.headers["stripe-signature"]), "whsec_b").type).toBe(
    "customer.created",
  );
});

test("sessions expire, and holds are released after seven days", async () => {
  const { id } = await server.stripe.checkout.sessions.create(
    hat({ expires_at: Math.floor(Date.now() / 1000) + 1800 }),
  );
  const held = await server.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method: "pm_card_visa",
    capture_method: "manual",
    confirm: true,
  });
  await server.control("clock", { advanceSeconds: 1801 });
  expect(await server.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "expired", url: null });
  await until(() => receiver.of("checkout.session.expired").length === 1);
  expect((await server.stripe.paymentIntents.retrieve(held.id)).status).toBe("requires_capture");
  await server.control("clock", { advanceSeconds: 7 * 24 * 3600 });
  expect(await server.stripe.paymentIntents.retrieve(held.id)).toMatchObject({
    status: "canceled",
    cancellation_reason: "automatic",
  });
  await until(() => receiver.of("payment_intent.canceled").length === 1);
  const made = await customer("later@example.com");
  expect(made.created).toBeGreaterThan(Date.now() / 1000 + 7 * 24 * 3600);
});

test("a deleted endpoint leaves no pending deliveries", async () => {
  receiver.answers.push(500);
  await customer("a@example.com");
  await until(async () => (await server.stripe.events.list({ delivery_success: false })).data.length === 1);
  const { data } = await server.stripe.webhookEndpoints.list();
  await server.stripe.webhookEndpoints.del(data[0]?.id ?? "");
  expect((await server.stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

test("reset deletes everything except the endpoints", async () => {
  await customer("a@example.com");
  await server.control("clock", { advanceSeconds: 100 });
  await server.control("reset", {});
  expect((await server.stripe.customers.list()).data).toEqual([]);
  expect(await server.control("state")).toMatchObject({ objects: { endpoint: 1 }, clockOffsetSeconds: 0 });
});

test("a disputed card's money is withdrawn at capture, and evidence can win it back", async () => {
  const session = await server.stripe.checkout.sessions.create(hat());
  await payOn(session, { number: "4000000000000259" });
  await until(() => receiver.of("charge.dispute.created").length === 1);
  const { data } = await server.stripe.disputes.list();
  expect(data).toMatchObject([{ amount: 1200, status: "needs_response" }]);
  const won = await server.stripe.disputes.update(data[0]?.id ?? "", {
    evidence: { uncategorized_text: "winning_evidence" },
  });
  expect(won.status).toBe("won");
  await until(() => receiver.of("charge.dispute.closed").length === 1);
});

test("a refund to a failing test card emits its failure events", async () => {
  const session = await server.stripe.checkout.sessions.create(hat());
  await payOn(session, { number: "4000000000005126" });
  const { payment_intent: intent } = await server.stripe.checkout.sessions.retrieve(session.id);
  const refund = await server.stripe.refunds.create({ payment_intent: String(intent) });
  expect(refund.status).toBe("succeeded");
  await server.control("clock", { advanceSeconds: 3 });
  await until(() => receiver.of("refund.failed").length === 1);
  expect((await server.stripe.refunds.retrieve(refund.id)).status).toBe("failed");
});
