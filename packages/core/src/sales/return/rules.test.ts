import { randomUUID } from "node:crypto";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Return } from "@securecart/core/return";
import { Settings } from "@securecart/core/settings";
import { afterEach, expect, test, vi } from "vitest";
import { pay, place, product, readyCart } from "#test/fixtures";
import { withSettings } from "#test/settings";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const group of Settings.groupNames) Settings.forget(group);
});

/** Makes a delivered order under rules for returns that are the merchant's only while it is placed. */
async function deliveredUnder(days: number) {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  withSettings("returns", { days });
  const { orderId } = await place(cartId);
  vi.restoreAllMocks();
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Post", tracking: "PP-1" });
  await Fulfillment.deliver({ orderId, actor: "staff:test" });
  return { orderId, sku };
}

const ask = ({ orderId, sku }: { orderId: string; sku: string }) =>
  Return.request({ orderId, lines: [{ sku, quantity: 1 }], reason: "unwanted", requestId: randomUUID() });

test("an order keeps the days for returns that it was placed with", async () => {
  const order = await deliveredUnder(2);
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: now + (2 * 24 * 3600 + 60) * 1000 });
  expect(Return.isOpen(await Order.require(order.orderId))).toBe(false);
  await expect(ask(order)).rejects.toMatchObject({
    code: "return.too_late",
    message: "The 2 days for returns are over. Please contact us.",
  });
  vi.setSystemTime(now + (2 * 24 * 3600 - 60) * 1000);
  await ask(order);
});

test("an order without days for returns cannot be returned", async () => {
  await expect(ask(await deliveredUnder(0))).rejects.toMatchObject({
    code: "return.too_late",
    message: "This order cannot be returned here. Please contact us.",
  });
});

test("a reason that the merchant does not offer is refused", async () => {
  const order = await deliveredUnder(30);
  withSettings("returns", { reasons: ["damaged"] });
  await expect(ask(order)).rejects.toMatchObject({ code: "return.other_reason", field: "reason" });
});
