import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget, live } from "./contract-target";
import { hat, KEY, refusal } from "./testing";

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

test("the same key and parameters return the same object, marked as replayed", async () => {
  const idempotencyKey = randomUUID();
  const first = await target.stripe.checkout.sessions.create(hat(), { idempotencyKey });
  const second = await target.stripe.checkout.sessions.create(hat(), { idempotencyKey });
  expect(second.id).toBe(first.id);
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
});

test("the same key with different parameters is an idempotency error", async () => {
  const idempotencyKey = randomUUID();
  await target.stripe.customers.create({ email: "1@example.com" }, { idempotencyKey });
  const error = await refusal(target.stripe.customers.create({ email: "2@example.com" }, { idempotencyKey }));
  expect(error).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

test("a decline is replayed, and charges nothing twice", async () => {
  const idempotencyKey = randomUUID();
  const attempt = () =>
    refusal(
      target.stripe.paymentIntents.create(
        {
          amount: 5000,
          currency: "usd",
          payment_method: "pm_card_visa_chargeDeclined",
          confirm: true,
          automatic_payment_methods: { enabled: true, allow_redirects: "never" },
        },
        { idempotencyKey },
      ),
    );
  const [first, second] = [await attempt(), await attempt()];
  expect(second.statusCode).toBe(402);
  expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
  expect(second.headers?.["idempotent-replayed"]).toBe("true");
});

test("a refused request does not use up its key", async () => {
  const idempotencyKey = randomUUID();
  const { coupons } = target.stripe;
  await refusal(coupons.create({ percent_off: 500, duration: "once" }, { idempotencyKey }));
  expect((await coupons.create({ percent_off: 50, duration: "once" }, { idempotencyKey })).valid).toBe(true);
});

test("a missing object is a 404 with code and request id", async () => {
  const error = await refusal(target.stripe.customers.retrieve("cus_missing"));
  expect(error).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    type: "StripeInvalidRequestError",
  });
  expect(error.requestId).toMatch(/^req_/);
});

test("events can be listed and read with their whole envelope", async () => {
  const idempotencyKey = randomUUID();
  const product = await target.stripe.products.create({ name: "Evented" }, { idempotencyKey });
  const { data } = await target.stripe.events.list({ limit: 10, types: ["product.created"] });
  const event = data.find(({ data: { object } }) => "id" in object && object.id === product.id);
  expect(event).toMatchObject({
    object: "event",
    api_version: Stripe.API_VERSION,
    livemode: false,
    type: "product.created",
    request: { idempotency_key: idempotencyKey },
  });
  expect(event?.request?.id).toBe(product.lastResponse.requestId);
  expect(await target.stripe.events.retrieve(event?.id ?? "")).toMatchObject({ id: event?.id });
  expect(
    (await target.stripe.events.list({ type: "product.deleted", created: { gt: 4_000_000_000 } })).data,
  ).toEqual([]);
});

test("an unknown route is a 404 in Stripe's format", async () => {
  const error = await refusal(target.stripe.rawRequest("POST", "/v1/nothing_here", {}));
  expect(error).toMatchObject({ statusCode: 404, type: "StripeInvalidRequestError" });
});

test("a missing or wrong API key is refused", async () => {
  const bare = await fetch(`${target.url}/v1/customers`);
  expect(bare.status).toBe(401);
  expect(await bare.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  const wrong = await fetch(`${target.url}/v1/customers`, { headers: { authorization: "Bearer nonsense" } });
  expect(wrong.status).toBe(401);
});

test.skipIf(live)("a live key is refused by the local server", async () => {
  for (const key of ["sk_live_abc", "rk_live_abc"]) {
    const response = await fetch(`${target.url}/v1/customers`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(401);
  }
});

test("an unknown API version is refused", async () => {
  const authorization = `Bearer ${live ? process.env.STRIPE_SECRET_KEY : KEY}`;
  const response = await fetch(`${target.url}/v1/customers`, {
    headers: { authorization, "stripe-version": "2019-01-01.nothing" },
  });
  expect(response.status).toBe(400);
});

test("an invalid expansion is refused", async () => {
  const { id } = await target.stripe.customers.create({});
  const error = await refusal(target.stripe.customers.retrieve(id, { expand: ["nonsense"] }));
  expect(error.statusCode).toBe(400);
});

test("a list can be expanded", async () => {
  const { paymentIntents } = target.stripe;
  await paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });
  const { data } = await paymentIntents.list({ limit: 1, expand: ["data.latest_charge"] });
  expect(data[0]?.latest_charge).toMatchObject({ object: "charge", amount: 5000 });
});
