import assert from "node:assert/strict";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Dynamo } from "@securecart/core/dynamo";
import { Event } from "@securecart/core/event";
import { Id } from "@securecart/core/id";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import { Refund } from "@securecart/core/refund";
import { StripeApi } from "@securecart/core/stripe";
import {
  control,
  intentsOf,
  pay,
  pendingOrder,
  place,
  product,
  readyCart,
  unique,
} from "@securecart/core/test/fixtures";
import { handler as sendEmails } from "../packages/functions/src/order-email/send";
import { edgeScenarios } from "./edge-scenarios";
import type { MutantName } from "./mutants";
import { authorizedOrder, by, coupon, paidOrder, refuses, stockOf, takeIn } from "./setups";
import { waitFor } from "./wait";

const refundBy = { actor: "staff:test", reason: "Test." };

/** Scenarios by the mutant that each catches: with the mutant each throws or leaves a discrepancy. */
export const scenarios: Record<MutantName, () => Promise<unknown>> = {
  ...edgeScenarios,
  "no-state-guard": async () => {
    const { orderId } = await paidOrder();
    const outcome = await Order.move({ orderId, from: ["packed"], to: "shipped", ...by });
    assert.equal(outcome, "refused", "a move from a status that the order does not have");
  },
  "no-stock-condition": async () => {
    const { sku } = await product({ stock: 1 });
    const carts = await Promise.all(Array.from({ length: 4 }, () => readyCart({ sku })));
    const orders = await atOnce(carts.map((cartId) => () => place(cartId)));
    assert.equal(orders.filter(({ status }) => status === "fulfilled").length, 1, "orders of the last unit");
  },
  "event-after-the-transaction": () => authorizedOrder(), // the process ends right afterwards
  "stock-not-released": async () => {
    const { orderId, sku } = await pendingOrder();
    await Payment.cancelUnpaid({ orderId, ...by });
    assert.deepEqual(await stockOf(sku), { available: 10, held: 0, allocated: 0, onHand: 10 });
  },
  "coupon-use-not-released": async () => {
    const code = await coupon({ limit: 5 });
    const { orderId } = await place(await cartWith(code));
    await Payment.cancelUnpaid({ orderId, ...by });
    assert.equal((await Promotion.require(code)).used, 0, "uses of a canceled order's coupon");
  },
  "page-attached-while-closing": async () => {
    const { orderId } = await place(await readyCart({ sku: (await product()).sku }));
    await Order.beginClosing({ orderId, reason: "canceled", cause: "Test." });
    const { paymentExpiresAt, attempt } = await Order.require(orderId);
    const page = { orderId, attempt, sessionId: "cs_test_late", paymentExpiresAt };
    assert.equal(
      await Order.attach(page),
      false,
      "attaching a payment page to an order that is being closed",
    );
  },
  "random-checkout-key": async () => {
    const { orderId } = await place(await readyCart({ sku: (await product()).sku }));
    await control("requests/faults", {
      path: "/v1/checkout/sessions",
      method: "POST",
      when: "after",
      times: 3,
    });
    await refuses("payment.unavailable", Payment.start({ orderId }));
    await Payment.start({ orderId });
    const { data } = await StripeApi.client().checkout.sessions.list({ limit: 100 });
    const pages = data.filter(({ client_reference_id }) => client_reference_id === orderId);
    assert.equal(pages.length, 1, "payment pages of one order");
  },
  "amount-not-compared": async () => {
    const { orderId } = await place(await readyCart({ sku: (await product()).sku }));
    const cheap = { currency: "usd", amount: 100, state: "captured", capturable: 0, captured: 100 } as const;
    const rest = { orderId, sessionId: "cs_test_cheap", live: false, intentId: null, captureBefore: null };
    const { order } = await Payment.apply(await Order.require(orderId), { ...cheap, ...rest }, by);
    assert.equal(order.status, "pending", "an order paid with one dollar");
  },
  "released-without-asking-stripe": async () => {
    const { orderId, url } = await pendingOrder();
    await pay(url);
    const { status } = await Payment.cancelUnpaid({ orderId, ...by });
    assert.equal(status, "authorized", "an order paid before it was canceled");
  },
  "captured-without-approval": async () => {
    const { orderId } = await authorizedOrder();
    await Order.move({ orderId, from: ["authorized"], to: "in_review", ...by });
    const { status } = await Payment.capture({ orderId });
    assert.equal(status, "in_review", "an order without a review");
  },
  "webhook-done-before-applied": async () => {
    const { orderId, url } = await pendingOrder();
    await pay(url);
    const eventId = await paymentWebhook(orderId);
    await control("requests/faults", { path: "/v1/", method: "GET", when: "before", status: 500, times: 3 });
    assert.equal(await Payment.handleEvent({ eventId }), "failed", "a webhook while Stripe is down");
    await Payment.handleEvent({ eventId });
    assert.equal(
      (await Order.require(orderId)).status,
      "authorized",
      "an order whose webhook was delivered twice",
    );
  },
  "signature-unchecked": async () => {
    const body = JSON.stringify({ id: `evt_${unique()}`, type: "x", data: { object: { object: "x" } } });
    await refuses("payment.bad_signature", Payment.intake({ body, signature: "t=1,v1=00" }));
  },
  "refund-without-version": async () => {
    const { orderId, order } = await paidOrder();
    const amount = Math.ceil(order.totals.total * 0.3);
    await Promise.allSettled(
      Array.from({ length: 8 }, () => Refund.create({ orderId, amount, ...refundBy })),
    );
    const { refunds, refunded } = await Order.require(orderId);
    const sum = refunds
      .filter(({ state }) => state !== "failed")
      .reduce((all, { amount }) => all + amount, 0);
    assert.equal(refunded, sum, "the sum of eight refunds at once");
  },
  "random-refund-key": async () => {
    const { orderId } = await paidOrder();
    await control("requests/faults", { path: "/v1/refunds", method: "POST", when: "after", times: 3 });
    const { refundId } = await Refund.create({ orderId, amount: 100, ...refundBy });
    await Refund.send({ orderId, refundId });
  },
  "event-done-before-its-handler": async () => {
    const eventId = Id.create("event");
    const consumer = "FulfillmentQueue";
    await Event.publish("order.packed", { orderId: Id.create("order") }, eventId);
    const fails = () => Promise.reject(new Error("failed"));
    await assert.rejects(Event.handle({ eventId, consumer }, fails));
    let done = 0;
    await Event.handle({ eventId, consumer }, async () => done++);
    assert.equal(done, 1, "handlers that ran after the first one failed");
  },
  "emails-not-deduplicated": async () => {
    const { orderId } = await authorizedOrder();
    const detail = { orderId, eventId: Id.create("event"), schema: 1, at: new Date().toISOString() };
    const body = JSON.stringify({ "detail-type": "order.delivered", detail });
    const event = { Records: [1, 2, 3].map((n) => ({ messageId: `m${n}`, body })) };
    await sendEmails(event as never, {} as never, () => undefined);
    await sendEmails(event as never, {} as never, () => undefined);
    const box = await fetch(`${process.env.AWS_ENDPOINT_URL_SESV2}/mailbox.json`);
    const emails = (await box.json()) as { subject: string }[];
    const about = emails.filter(({ subject }) => subject.includes(Order.numberOf(orderId)));
    assert.equal(about.length, 1, "emails of one event");
  },
  "coupon-limit-unchecked": async () => {
    const code = await coupon({ limit: 1 });
    const carts = await Promise.all(Array.from({ length: 4 }, () => cartWith(code)));
    const reviewed = await Promise.all(carts.map((cartId) => Checkout.read({ cartId })));
    await atOnce(
      carts.map((cartId, i) => () => Checkout.place({ cartId, reviewed: reviewed[i]?.reviewed ?? "" })),
    );
    assert.equal((await Promotion.require(code)).used, 1, "uses of a coupon for one order");
  },
};

/** Runs all work at once and holds each transaction until all have read. */
async function atOnce<Answer>(work: (() => Promise<Answer>)[]) {
  let arrived = 0;
  Dynamo.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        if (commandName.startsWith("TransactWrite") && arrived++ < work.length)
          await waitFor(() => arrived >= work.length, { seconds: 3, everyMs: 5 });
        return next(args);
      },
    { step: "initialize", name: "atOnce" },
  );
  try {
    return await Promise.allSettled(work.map((one) => one()));
  } finally {
    Dynamo.client.middlewareStack.remove("atOnce");
  }
}

async function cartWith(code: string) {
  const cartId = await readyCart({ sku: (await product()).sku });
  await Checkout.applyCoupon({ cartId, code });
  assert.equal((await Cart.read({ cartId })).coupon?.code, code);
  return cartId;
}

/** Delivers the webhook of an order's authorized payment, signed as Stripe signs it. Returns the event's ID. */
async function paymentWebhook(orderId: string) {
  const { events } = StripeApi.client();
  const [intent] = await intentsOf(orderId);
  let body = "";
  await waitFor(
    async () => {
      const { data } = await events.list({ type: "payment_intent.amount_capturable_updated", limit: 20 });
      const found = data.find(({ data: { object } }) => "id" in object && object.id === intent?.id);
      body = found ? JSON.stringify(found) : "";
      return body !== "";
    },
    { seconds: 5 },
  );
  return (await takeIn(body)).eventId;
}
