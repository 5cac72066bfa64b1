import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order, type Status } from "@securecart/core/order";
import { intentsOf, pay, pendingOrder } from "@securecart/core/test/fixtures";
import { expect, test, vi } from "vitest";

const soon = { timeout: 60_000, interval: 100 };
const by = { actor: "staff:test" };

const reaches = (orderId: string, status: Status) =>
  vi.waitFor(async () => expect((await Order.require(orderId)).status).toBe(status), soon);

/** Waits until the state machine waits for a person. */
const waits = (orderId: string, until: Status) =>
  vi.waitFor(async () => expect((await Order.require(orderId)).task?.until).toContain(until), soon);

async function paid(card?: string) {
  const made = await pendingOrder();
  await pay(made.url, card);
  return made;
}

test("an ordinary order is assessed, captured, packed, shipped and delivered", async () => {
  const { orderId } = await paid();
  await reaches(orderId, "paid");
  await waits(orderId, "packed");
  await Fulfillment.pack({ orderId, ...by });
  await Fulfillment.pack({ orderId, ...by });
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
  await Fulfillment.deliver({ orderId, ...by });
  const order = await Order.require(orderId);
  expect(order.timeline.map(({ status }) => status)).toEqual([
    "pending",
    "authorized",
    "paid",
    "packed",
    "shipped",
    "delivered",
  ]);
  expect(order).toMatchObject({
    risk: { result: "approve" },
    shipment: { carrier: "Pigeon Post", tracking: "PP-1" },
  });
});

test("an order of elevated risk waits for a person and continues when approved", async () => {
  const { orderId } = await paid("4000000000009235");
  await reaches(orderId, "in_review");
  expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["requires_capture"]);
  await Fulfillment.decideReview({ orderId, approved: true, cause: "Known customer.", ...by });
  await reaches(orderId, "paid");
  await expect(
    Fulfillment.decideReview({ orderId, approved: false, cause: "Too late.", ...by }),
  ).rejects.toMatchObject({
    code: "fulfillment.not_in_review",
  });
});

test("a rejected order is not charged and its stock is released", async () => {
  const { orderId, sku } = await paid("4000000000009235");
  await reaches(orderId, "in_review");
  await Fulfillment.decideReview({ orderId, approved: false, cause: "Looks stolen.", ...by });
  await reaches(orderId, "canceled");
  expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["canceled"]);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
});

test("a paid order that is canceled before it ships is refunded and never packed", async () => {
  const { orderId, sku } = await paid();
  await waits(orderId, "packed");
  await Fulfillment.cancel({ orderId, cause: "Changed my mind.", ...by });
  expect((await Order.require(orderId)).status).toBe("canceled_refunded");
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
  await expect(Fulfillment.pack({ orderId, ...by })).rejects.toMatchObject({ code: "fulfillment.not_now" });
});

test("steps out of turn are refused and change nothing", async () => {
  const { orderId } = await paid();
  await reaches(orderId, "paid");
  await expect(Fulfillment.ship({ orderId, carrier: "X", tracking: "", ...by })).rejects.toMatchObject({
    code: "fulfillment.not_now",
  });
  await expect(Fulfillment.deliver({ orderId, ...by })).rejects.toMatchObject({
    code: "fulfillment.not_now",
  });
  expect((await Order.require(orderId)).status).toBe("paid");
});

test("a burst of declined cards closes the order before the sixth", async () => {
  const { orderId, sku, url } = await pendingOrder();
  for (let i = 0; i < 5; i++) await pay(url, "4000000000000002");
  await reaches(orderId, "canceled");
  await pay(url);
  expect((await intentsOf(orderId)).filter(({ status }) => status === "requires_capture")).toEqual([]);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
});
