import { Clock } from "@securecart/core/clock";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment, type Snapshot } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { StripeApi } from "@securecart/core/stripe";
import { Resource } from "sst";
import { expect, test } from "vitest";
import { control, intentsOf, pay, pendingOrder, since } from "#test/fixtures";
import { OrderEntity } from "../order/order.entity";

const by = { actor: "staff:ada@example.com" };
const stripe = () => StripeApi.client();

/** Makes an order that is authorized, or in review. */
async function authorized({ inReview = false, card = "4242424242424242" } = {}) {
  const made = await pendingOrder();
  await pay(made.url, card);
  const { orderId } = made;
  await Payment.settle({ orderId });
  if (inReview) await Order.move({ orderId, from: ["authorized"], to: "in_review", cause: "Look.", ...by });
  const [intent] = await intentsOf(orderId);
  return { ...made, intentId: intent?.id ?? "" };
}

/** Delivers all webhooks of Stripe about an order's payment, newest first, each twice. */
async function deliver(orderId: string, intentId: string) {
  const events = await stripe()
    .events.list({ limit: 100, created: await since(orderId) })
    .autoPagingToArray({ limit: 1_000 });
  const mine = events.filter((event) => JSON.stringify(event).includes(intentId));
  for (const event of [...mine, ...mine]) {
    const body = JSON.stringify(event);
    const secret = Resource.StripeWebhookSecret.value;
    const timestamp = Clock.seconds();
    const signature = stripe().webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    const { eventId } = await Payment.intake({ body, signature });
    await Payment.handleEvent({ eventId });
  }
}

const seenOf = async (orderId: string) => Order.obstacles(await Order.require(orderId)).map(({ key }) => key);

test.each([false, true])(
  "a part captured in the dashboard is paid with that amount (in review: %s)",
  async (inReview) => {
    const { orderId, intentId } = await authorized({ inReview });
    await control("dashboard/capture", { intentId, amount: 1000 });
    await deliver(orderId, intentId);
    const order = await Order.require(orderId);
    expect(order).toMatchObject({ status: "paid", captured: 1000 });
    expect(order.timeline.at(-1)).toMatchObject({
      actor: "stripe",
      cause: expect.stringMatching(/^\$10\.00 of \$\d+\.\d\d was captured at Stripe\.$/),
    });
    expect(Order.obstacles(order)).toMatchObject([{ code: "partly_captured" }]);
    await expect(Fulfillment.pack({ orderId, ...by })).rejects.toMatchObject({ code: "order.blocked" });
  },
);

test("a partly captured order can be shipped by decision of staff", async () => {
  const { orderId, intentId } = await authorized();
  await control("dashboard/capture", { intentId, amount: 1000 });
  await deliver(orderId, intentId);
  await Order.overrideObstacles({
    orderId,
    cause: "The rest comes in cash.",
    seen: await seenOf(orderId),
    ...by,
  });
  await Fulfillment.pack({ orderId, ...by });
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "", ...by });
  expect((await Order.require(orderId)).status).toBe("shipped");
});

test("a partly captured order can be refunded, up to what was captured", async () => {
  const { orderId, intentId } = await authorized();
  await control("dashboard/capture", { intentId, amount: 1000 });
  await deliver(orderId, intentId);
  await expect(Refund.create({ orderId, amount: 1001, reason: "Too much.", ...by })).rejects.toMatchObject({
    code: "refund.above_rest",
  });
  await Refund.create({ orderId, amount: 1000, reason: "Never mind.", ...by });
  await expect(Fulfillment.pack({ orderId, ...by })).rejects.toMatchObject({ code: "order.fully_refunded" });
});

test("a partly captured order can be canceled, and the captured amount is refunded", async () => {
  const { orderId, sku, intentId } = await authorized({ inReview: true });
  await control("dashboard/capture", { intentId, amount: 1000 });
  await deliver(orderId, intentId);
  await Fulfillment.cancel({ orderId, cause: "Out of season.", ...by });
  expect(await Order.require(orderId)).toMatchObject({ status: "canceled_refunded", refunded: 1000 });
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
});

test.each([false, true])(
  "a payment canceled in the dashboard cancels its order (in review: %s)",
  async (inReview) => {
    const { orderId, sku, intentId } = await authorized({ inReview });
    await control("dashboard/cancel", { intentId });
    await deliver(orderId, intentId);
    const order = await Order.require(orderId);
    expect(order).toMatchObject({ status: "canceled", captured: 0, refunded: 0 });
    expect(order.timeline.at(-1)).toMatchObject({
      actor: "stripe",
      cause: "The payment was canceled at Stripe.",
    });
    expect(order.timeline.filter(({ status }) => status === "canceled")).toHaveLength(1);
    expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
  },
);

test("a cancellation at Stripe is not attributed to the shopper who views the order", async () => {
  const { orderId, intentId } = await authorized();
  await control("dashboard/cancel", { intentId });
  const { timeline } = await Payment.settle({ orderId });
  expect(timeline.at(-1)).toMatchObject({ status: "canceled", actor: "stripe" });
});

test("an order that staff canceled names them, also when Stripe's webhook is faster", async () => {
  const { orderId, intentId } = await authorized();
  await Order.recordVoid({ orderId, cause: "Out of season.", ...by });
  await stripe().paymentIntents.cancel(intentId);
  await deliver(orderId, intentId);
  const { timeline } = await Order.require(orderId);
  expect(timeline.at(-1)).toMatchObject({ status: "canceled", cause: "Out of season.", ...by });
});

test("an expired authorization cancels its order, with that cause", async () => {
  const { orderId, sku, intentId } = await authorized();
  const order = await Order.require(orderId);
  await stripe().paymentIntents.cancel(intentId);
  const snapshot: Snapshot = {
    orderId,
    sessionId: order.sessionId ?? "",
    live: false,
    currency: "usd",
    amount: order.totals.total,
    state: "void",
    intentId,
    capturable: 0,
    captured: 0,
    captureBefore: null,
    lapsed: true,
  };
  const { order: after } = await Payment.apply(order, snapshot, { actor: "sweeper" });
  expect(after.timeline.at(-1)).toMatchObject({
    status: "canceled",
    actor: "stripe",
    cause: "The authorization expired before the payment was captured.",
  });
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
});

test("a payment of another amount is flagged for staff, once, and blocks packing", async () => {
  const { orderId, intentId } = await authorized();
  const { totals } = await Order.require(orderId);
  await OrderEntity.patch({ orderId })
    .set({ totals: { ...totals, total: totals.total + 1 } })
    .go();
  await deliver(orderId, intentId);
  const order = await Order.require(orderId);
  expect(Order.obstacles(order)).toMatchObject([{ code: "payment_mismatch" }]);
  expect(order.remarks).toMatchObject([{ actor: "stripe" }]);
  expect(
    (await Order.list({ status: "authorized" })).rows.find((row) => row.orderId === orderId)?.blocked,
  ).toBe(true);
});

test("an order whose payment does not match can still be canceled, and its money is returned", async () => {
  const { orderId, sku, intentId } = await authorized();
  await stripe().paymentIntents.capture(intentId);
  const { totals } = await Order.require(orderId);
  await OrderEntity.patch({ orderId })
    .set({ totals: { ...totals, total: totals.total + 1 } })
    .go();
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
  const order = await Fulfillment.cancel({ orderId, cause: "Wrong amount.", ...by });
  expect(order.status).toBe("canceled");
  expect((await intentsOf(orderId))[0]).toMatchObject({ id: intentId });
  const { data: refunds } = await stripe().refunds.list({ payment_intent: intentId });
  expect(refunds).toHaveLength(1);
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
});

test("a dispute of card 4000000000000259 reaches its order by webhook", async () => {
  const { orderId, intentId } = await authorized({ card: "4000000000000259" });
  await Payment.capture({ orderId });
  await deliver(orderId, intentId);
  const order = await Order.require(orderId);
  expect(order.disputes).toMatchObject([{ reason: "fraudulent", state: "open" }]);
  expect(order.remarks).toHaveLength(1);
});

test("a fraud warning blocks packing until staff decide, and a dispute replaces it", async () => {
  const { orderId, intentId } = await authorized();
  await Payment.capture({ orderId });
  await control("dashboard/warn-of-fraud", { intentId });
  await deliver(orderId, intentId);
  expect(Order.obstacles(await Order.require(orderId))).toMatchObject([{ code: "fraud_warning" }]);
  await expect(Fulfillment.pack({ orderId, ...by })).rejects.toMatchObject({ code: "order.blocked" });
  await Order.overrideObstacles({ orderId, cause: "I called them.", seen: await seenOf(orderId), ...by });
  expect(await seenOf(orderId)).toEqual([]);
  await control("dashboard/dispute", { intentId });
  await deliver(orderId, intentId);
  expect(Order.obstacles(await Order.require(orderId))).toMatchObject([{ code: "dispute_open" }]);
});

test.each([
  [true, "won", []],
  [false, "lost", [{ code: "dispute_lost" }]],
])("a dispute that closes (won: %s) is %s on its order", async (won, status, left) => {
  const { orderId, intentId } = await authorized();
  await Payment.capture({ orderId });
  const dispute = (await control("dashboard/dispute", { intentId, reason: "product_not_received" })) as {
    id: string;
  };
  await deliver(orderId, intentId);
  await control("dashboard/close-dispute", { disputeId: dispute.id, won });
  await deliver(orderId, intentId);
  const order = await Order.require(orderId);
  expect(order.disputes).toMatchObject([{ status, state: "closed" }]);
  expect(Order.obstacles(order)).toMatchObject(left);
});
