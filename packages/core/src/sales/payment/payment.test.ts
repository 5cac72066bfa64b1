import { Clock } from "@securecart/core/clock";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { StripeApi } from "@securecart/core/stripe";
import fc from "fast-check";
import { Resource } from "sst";
import { expect, test } from "vitest";
import { eventually } from "#test/eventually";
import {
  control,
  expireUnasked,
  intentsOf,
  pay,
  pendingOrder,
  place,
  product,
  readyCart,
  since,
} from "#test/fixtures";
import { createSession } from "./session";

const stockOf = async (sku: string) => (await Inventory.ledger({ sku })).stock;
const statusOf = async (orderId: string) => (await Order.require(orderId)).status;
const stripe = () => StripeApi.client();

/** Returns all events of Stripe about an order's session and payment, as webhooks that we signed. */
async function webhooksOf(orderId: string) {
  const data = await stripe()
    .events.list({ limit: 100, created: await since(orderId) })
    .autoPagingToArray({ limit: 10_000 });
  const about = data.filter(
    ({ data: { object } }) => "metadata" in object && object.metadata?.orderId === orderId,
  );
  return about.map((event) => signed(JSON.stringify(event)));
}

function signed(body: string, secret = webhookSecret(), at = Clock.seconds()) {
  return {
    body,
    signature: stripe().webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at }),
  };
}

const webhookSecret = () => Resource.StripeWebhookSecret.value;

async function deliver(webhook: { body: string; signature: string }) {
  const { eventId } = await Payment.intake(webhook);
  return Payment.handleEvent({ eventId });
}

test("an order has one payment page, however often it is requested", async () => {
  const { orderId, url } = await pendingOrder();
  expect(await Payment.start({ orderId })).toEqual({ url });
});

test("after a crash the same request to Stripe returns the same payment page", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCart({ sku }));
  const lost = await createSession(await Order.require(orderId));
  const { url } = await Payment.start({ orderId });
  expect(url).toBe(lost.url);
});

test("a declined card leaves the page open; a good card then pays once", async () => {
  const { orderId, url } = await pendingOrder();
  const refused = await pay(url, "4000000000000002");
  expect(refused.body).toContain("declined");
  expect((await Payment.settle({ orderId })).status).toBe("pending");
  await pay(url);
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
  expect((await intentsOf(orderId)).filter(({ status }) => status === "requires_capture")).toHaveLength(1);
});

test("up to five webhooks in any order, with duplicates, lead to the same status", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(9), { minLength: 5, maxLength: 10 }),
      fc.boolean(),
      async (picks, captured) => {
        const { orderId, sku, url } = await pendingOrder();
        await pay(url);
        if (captured) await stripe().paymentIntents.capture((await intentsOf(orderId))[0]?.id ?? "");
        const webhooks = (await webhooksOf(orderId)).slice(0, 5);
        for (const pick of picks) {
          const webhook = webhooks[pick % webhooks.length];
          if (webhook) await deliver(webhook);
        }
        await Promise.all([...webhooks, ...webhooks].map(deliver));
        const order = await Order.require(orderId);
        expect(order.status).toBe(captured ? "paid" : "authorized");
        expect(order.timeline.map(({ status }) => status)).toEqual([
          "pending",
          "authorized",
          ...(captured ? ["paid"] : []),
        ]);
        expect(await stockOf(sku)).toMatchObject({ available: 9, held: 0 });
      },
    ),
    { numRuns: 12 },
  );
});

test("five finishers at once authorize once", async () => {
  const { orderId, sku, url } = await pendingOrder();
  await pay(url);
  const webhooks = await webhooksOf(orderId);
  await Promise.all([
    ...Array.from({ length: 5 }, () => Payment.settle({ orderId })),
    ...webhooks.map(deliver),
    ...webhooks.map(deliver),
  ]);
  const { timeline } = await Order.require(orderId);
  expect(timeline.map(({ status }) => status)).toEqual(["pending", "authorized"]);
  expect(await stockOf(sku)).toMatchObject({ available: 9, held: 0 });
});

test("a webhook that Stripe did not sign is refused and changes nothing", async () => {
  const { orderId, url } = await pendingOrder();
  await pay(url);
  const [webhook] = await webhooksOf(orderId);
  if (!webhook) throw new Error("Stripe has no event of this order.");
  const old = signed(webhook.body, undefined, Clock.seconds() - 301);
  const foreign = signed(webhook.body, "whsec_somebody_elses_secret");
  for (const forged of [
    { body: webhook.body },
    { body: webhook.body, signature: "" },
    { body: webhook.body, signature: "t=1,v1=abc" },
    { body: webhook.body.replace("evt_", "evt_x"), signature: webhook.signature },
    old,
    foreign,
  ]) {
    await expect(Payment.intake(forged)).rejects.toMatchObject({ code: "payment.bad_signature" });
  }
  expect(await statusOf(orderId)).toBe("pending");
});

test("a webhook about an unknown order, or of an unknown type, is done and changes nothing", async () => {
  const session = await stripe().checkout.sessions.create({
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: "ord_00000000000000000000000000",
    success_url: "https://shop.example/",
    line_items: [
      { quantity: 1, price_data: { currency: "usd", unit_amount: 500, product_data: { name: "X" } } },
    ],
  });
  const event = {
    id: `evt_${session.id}`,
    object: "event",
    type: "checkout.session.completed",
    data: { object: session },
  };
  expect(await deliver(signed(JSON.stringify(event)))).toBe("not about an order of ours");
  const other = {
    id: `evt_other_${session.id}`,
    object: "event",
    type: "never.heard",
    data: { object: { object: "moon" } },
  };
  expect(await deliver(signed(JSON.stringify(other)))).toBe("not about an order of ours");
});

test("a payment of another amount with our order's id is refused", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCart({ sku }));
  const session = await stripe().checkout.sessions.create({
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: orderId,
    metadata: { orderId },
    payment_intent_data: { capture_method: "manual", metadata: { orderId } },
    success_url: "https://shop.example/",
    line_items: [
      { quantity: 1, price_data: { currency: "usd", unit_amount: 100, product_data: { name: "Cheap" } } },
    ],
  });
  await pay(session.url ?? "");
  const event = {
    id: `evt_cheap_${orderId}`,
    object: "event",
    type: "checkout.session.completed",
    data: { object: session },
  };
  expect(await deliver(signed(JSON.stringify(event)))).toBe("distrusted: amount");
  expect(await statusOf(orderId)).toBe("pending");
});

test("canceling an unpaid order releases its stock, and its page can no longer be paid", async () => {
  const { orderId, sku, url } = await pendingOrder({ stock: 2, quantity: 2 });
  const order = await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  expect(order.status).toBe("canceled");
  expect(await stockOf(sku)).toMatchObject({ available: 2, held: 0 });
  await pay(url);
  expect((await intentsOf(orderId)).filter(({ status }) => status !== "canceled")).toHaveLength(0);
  expect((await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Again." })).status).toBe(
    "canceled",
  );
});

test("canceling an unpaid order that was just paid leaves it paid", async () => {
  const { orderId, url } = await pendingOrder();
  await pay(url);
  expect((await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Too late." })).status).toBe(
    "authorized",
  );
});

test("a page whose id was never stored is closed with its order", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCart({ sku }));
  const lost = await createSession(await Order.require(orderId));
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Gave up." });
  expect((await stripe().checkout.sessions.retrieve(lost.id)).status).toBe("expired");
  expect(await statusOf(orderId)).toBe("canceled");
});

test("a page cannot be attached to an order that is closing", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCart({ sku }));
  await Order.beginClosing({ orderId, reason: "expired", cause: "Time." });
  const { attempt, paymentExpiresAt } = await Order.require(orderId);
  expect(await Order.attach({ orderId, attempt, sessionId: "cs_late", paymentExpiresAt })).toBe(false);
});

test("canceling and paying at the same moment ends as one of the two, and stock and money agree", async () => {
  for (let round = 0; round < 8; round++) {
    const { orderId, sku, url } = await pendingOrder();
    await Promise.allSettled([pay(url), Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Race." })]);
    await eventually(async () => {
      const order = await Payment.settle({ orderId }).then(({ closing, status }) =>
        closing && status === "pending"
          ? Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Race." })
          : Order.require(orderId),
      );
      expect(["authorized", "canceled", "expired"]).toContain(order.status);
    });
    const paid = (await statusOf(orderId)) === "authorized";
    expect(await stockOf(sku)).toMatchObject({ available: paid ? 9 : 10, held: 0 });
    const money = (await intentsOf(orderId)).filter(({ status }) => status === "requires_capture");
    expect(money).toHaveLength(paid ? 1 : 0);
  }
});

test("a payment that arrives after its order closed allocates the goods again", async () => {
  const { orderId, sku, url } = await pendingOrder();
  await pay(url);
  await expireUnasked({ orderId, sku });
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
  expect(await stockOf(sku)).toMatchObject({ available: 9, held: 0 });
});

test("a payment that arrives after the goods are gone is returned to the customer", async () => {
  const { orderId, sku, url } = await pendingOrder({ stock: 1 });
  await pay(url);
  await expireUnasked({ orderId, sku });
  await place(await readyCart({ sku }));
  expect((await Payment.settle({ orderId })).status).toBe("canceled_refunded");
  expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["canceled"]);
  expect(await stockOf(sku)).toMatchObject({ available: 0, held: 1 });
});

test("when Stripe fails, the shopper is told that nothing was charged, and can try again", async () => {
  const { sku } = await product();
  const { orderId } = await place(await readyCart({ sku }));
  await control("requests/faults", {
    path: "/v1/checkout/sessions",
    method: "POST",
    about: orderId,
    status: 500,
    times: 3,
    store: true,
  });
  await expect(Payment.start({ orderId })).rejects.toMatchObject({ code: "payment.unavailable" });
  const { url } = await Payment.start({ orderId });
  expect((await pay(url)).status).toBe(303);
});

test("a card page with 3D Secure authorizes only after the challenge", async () => {
  const { orderId, url } = await pendingOrder();
  const challenged = await pay(url, "4000000000003220");
  expect(challenged.status).toBe(303);
  expect((await Payment.settle({ orderId })).status).toBe("pending");
});
