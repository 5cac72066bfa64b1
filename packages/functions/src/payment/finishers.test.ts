import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";
import { StripeDoor } from "@securecart/core/stripe";
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

const settled = { timeout: 60_000, interval: 200 };

/** Longer than anything that was sent may take before it is sent again. Seconds. */
const aWhile = 61;

/** What no handler can read; what it can read and knows nothing of is no failure. */
const garbage = ["not JSON", '{"eventId":7}'];

/** First of all, because their five tries take a while; looked at in the end. */
beforeAll(() => enqueue("PaymentQueue", [...garbage, '{"eventId":"evt_nobody_knows"}']));

afterEach(async () => {
  await control("webhooks/faults", { drop: 0, duplicate: 0, delayMs: 0 });
  await control("webhooks/release");
});

afterAll(async () => {
  await vi.waitFor(async () => {
    await advance(aWhile);
    await Promise.all([run("SweepOrders"), run("SweepEvents")]);
    expect((await Reconciliation.check({})).findings).toEqual([]);
  }, settled);
});

test("return page, webhooks and sweeper at once finish an order once", async () => {
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

test("webhooks that come late, twice and backwards change nothing any more", async () => {
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
  await vi.waitFor(async () => expect((await Reconciliation.check({})).findings).toEqual([]), settled);
  await finishedOnce(orderId);
  expect(await Order.byId({ orderId })).toEqual(before);
});

test("without any webhook the sweeper finishes an order", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/faults", { drop: 1000 });
  await pay(url);
  await advance(aWhile);
  await run("SweepOrders");
  await finishedOnce(orderId);
  const order = await Order.require(orderId);
  expect(order.timeline.find(({ status }) => status === "authorized")).toMatchObject({ actor: "sweeper" });
});

test("a worker that dies in the middle finishes after its restart", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/hold");
  await pay(url);
  await heldBack();
  const restarts = (await child("worker"))?.restarts ?? 0;
  await kill("worker");
  await control("webhooks/release"); // nobody listens yet: they are sent again
  await vi.waitFor(async () => {
    expect(await child("worker")).toMatchObject({ state: "ready", restarts: restarts + 1 });
  }, settled);
  await kill("worker"); // webhooks are under way
  await finishedOnce(orderId);
});

test("what cannot be handled ends with the dead letters, alone", async () => {
  await vi.waitFor(async () => {
    const letters = (await deadLetters()).filter(({ queue }) => queue === "PaymentQueue");
    expect(letters.map(({ body }) => body).toSorted()).toEqual(garbage.toSorted());
  }, settled);
});

/** The webhooks of the payment wait at the provider. */
async function heldBack() {
  await vi.waitFor(
    async () => expect((await provider()).deliveries.pending ?? 0).toBeGreaterThan(1),
    settled,
  );
}

/** Authorized and paid once, one charge, one letter of each kind. */
async function finishedOnce(orderId: string) {
  await vi.waitFor(async () => {
    expect(await Order.byId({ orderId })).toMatchObject({ status: "paid" });
    expect(await mailsAbout(Order.numberOf(orderId))).toHaveLength(2);
  }, settled);
  const { timeline, number, totals } = await Order.require(orderId);
  expect(timeline.map(({ status }) => status)).toEqual(["pending", "authorized", "paid"]);
  const [intent, ...others] = await intentsOf(orderId);
  expect(others).toEqual([]);
  const { data: charges } = await StripeDoor.client().charges.list({ payment_intent: intent?.id ?? "" });
  expect(charges.map(({ amount_captured }) => amount_captured)).toEqual([totals.total]);
  expect((await mailsAbout(number)).toSorted()).toEqual([
    `Payment received for order ${number}`,
    `We have your order ${number}`,
  ]);
}
