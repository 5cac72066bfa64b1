import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";
import { StripeApi } from "@securecart/core/stripe";
import {
  advance,
  child,
  deadLetters,
  deliveries,
  enqueue,
  kill,
  mailsAbout,
  provider,
  run,
} from "@securecart/core/test/cloud";
import { control, intentsOf, pay, pendingOrder } from "@securecart/core/test/fixtures";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

/** A worker needs some time to start again, and Stripe doubles its pauses meanwhile. */
const settled = { timeout: 120_000, interval: 200 };

/** Time after which every unfinished message is sent again, in seconds. */
const aWhile = 61;

/** Bodies that no handler can read. A readable event that is unknown is not a failure. */
const garbage = ["not JSON", '{"eventId":7}'];

/** Sent first, because their five tries take a while; checked at the end. */
beforeAll(() => enqueue("PaymentQueue", [...garbage, '{"eventId":"evt_nobody_knows"}']));

afterEach(async () => {
  await control("webhooks/faults", { drop: 0, duplicate: 0, delayMs: 0 });
  await control("webhooks/release");
});

afterAll(async () => {
  await vi.waitFor(async () => {
    await advance(aWhile);
    await Promise.all([run("SweepOrders"), run("SweepEvents")]);
    expect((await Reconciliation.check({})).discrepancies).toEqual([]);
  }, settled);
});

test("return page, webhooks and sweeper together finish an order once", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/hold");
  await pay(url);
  await heldBack();
  await advance(aWhile);
  await control("webhooks/faults", { duplicate: 20 });
  await Promise.all([
    ...Array.from({ length: 5 }, () => Payment.settle({ orderId })),
    control("webhooks/release"),
    run("SweepOrders"),
    run("SweepOrders"),
  ]);
  await finishedOnce(orderId);
});

test("webhooks that arrive late, twice and in reverse order change nothing", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/hold");
  await pay(url);
  await Payment.settle({ orderId });
  await finishedOnce(orderId);
  const before = await Order.byId({ orderId });
  await heldBack();
  await control("webhooks/faults", { duplicate: 20 });
  await control("webhooks/release", { order: "reverse" });
  for (const { event } of (await deliveries()).slice(0, 8)) await control("webhooks/redeliver", { event });
  await vi.waitFor(async () => expect((await provider()).deliveries.pending ?? 0).toBe(0), settled);
  await vi.waitFor(async () => expect((await Reconciliation.check({})).discrepancies).toEqual([]), settled);
  await finishedOnce(orderId);
  expect(await Order.byId({ orderId })).toEqual(before);
});

test("the sweeper finishes an order without any webhook", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/faults", { drop: 1000 });
  await pay(url);
  await advance(aWhile);
  await run("SweepOrders");
  await finishedOnce(orderId);
  const order = await Order.require(orderId);
  expect(order.timeline.find(({ status }) => status === "authorized")).toMatchObject({ actor: "sweeper" });
});

test("a worker that is killed in the middle finishes the order after its restart", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/hold");
  await pay(url);
  await heldBack();
  const restarts = (await child("worker"))?.restarts ?? 0;
  await kill("worker");
  await control("webhooks/release"); // the worker is not listening yet: they are sent again
  await vi.waitFor(async () => {
    expect(await child("worker")).toMatchObject({ state: "ready", restarts: restarts + 1 });
  }, settled);
  await kill("worker"); // webhooks are in flight
  await finishedOnce(orderId);
});

test("only messages that cannot be handled reach the dead-letter queue", async () => {
  await vi.waitFor(async () => {
    const failed = (await deadLetters()).filter(({ queue }) => queue === "PaymentQueue");
    expect(failed.map(({ body }) => body).toSorted()).toEqual(garbage.toSorted());
  }, settled);
});

/** Waits until the webhooks of the payment wait at Stripe. */
async function heldBack() {
  await vi.waitFor(
    async () => expect((await provider()).deliveries.pending ?? 0).toBeGreaterThan(1),
    settled,
  );
}

/** Expects that the order was authorized and paid once, with one charge and one email of each kind. */
async function finishedOnce(orderId: string) {
  await vi.waitFor(async () => {
    expect(await Order.byId({ orderId })).toMatchObject({ status: "paid" });
    expect(await mailsAbout(Order.numberOf(orderId))).toHaveLength(2);
  }, settled);
  const { timeline, number, totals } = await Order.require(orderId);
  expect(timeline.map(({ status }) => status)).toEqual(["pending", "authorized", "paid"]);
  const [intent, ...others] = await intentsOf(orderId);
  expect(others).toEqual([]);
  const { data: charges } = await StripeApi.client().charges.list({ payment_intent: intent?.id ?? "" });
  expect(charges.map(({ amount_captured }) => amount_captured)).toEqual([totals.total]);
  expect((await mailsAbout(number)).toSorted()).toEqual([
    `Payment received for order ${number}`,
    `We have your order ${number}`,
  ]);
}
