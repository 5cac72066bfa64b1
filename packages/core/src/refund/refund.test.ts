import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { StripeDoor } from "@securecart/core/stripe";
import { expect, test } from "vitest";
import { eventually } from "../../test/eventually";
import { control, intentsOf, pay, pendingOrder } from "../../test/fixtures";

const by = { actor: "staff:test", reason: "Came back." };

async function paidOrder(quantity = 3, card?: string) {
  const made = await pendingOrder({ quantity });
  await pay(made.url, card);
  await Payment.settle({ orderId: made.orderId });
  const order = await Payment.capture({ orderId: made.orderId });
  expect(order.status).toBe("paid");
  return { ...made, order };
}

const backAtStripe = async (orderId: string) => {
  const [intent] = await intentsOf(orderId);
  const { data } = await StripeDoor.client().refunds.list({ payment_intent: intent?.id ?? "", limit: 100 });
  return data.filter(({ status }) => status !== "failed").reduce((sum, { amount }) => sum + amount, 0);
};

test("refunding every unit of a line, one by one, gives back the line to the cent", async () => {
  const { orderId, sku, order } = await paidOrder(3);
  for (let i = 0; i < 3; i++)
    await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: true }], ...by });
  const after = await Order.require(orderId);
  expect(after.refunded).toBe(order.totals.lines[0]?.total);
  expect(after.refunds.map(({ state }) => state)).toEqual(["succeeded", "succeeded", "succeeded"]);
  expect(await backAtStripe(orderId)).toBe(after.refunded);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
  await expect(
    Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: true }], ...by }),
  ).rejects.toMatchObject({
    code: "refund.too_many",
  });
});

test("goods that do not come back to the shelf are refunded and not restocked", async () => {
  const { orderId, sku } = await paidOrder(2);
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: false }], ...by });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 8 });
});

test("more than what is left does not go back", async () => {
  const { orderId, order } = await paidOrder();
  await Refund.create({ orderId, amount: order.totals.total - 100, ...by });
  await expect(Refund.create({ orderId, amount: 101, ...by })).rejects.toMatchObject({
    code: "refund.above_rest",
  });
  await Refund.create({ orderId, amount: 100, ...by });
  await expect(Refund.create({ orderId, amount: 1, ...by })).rejects.toMatchObject({
    code: "refund.above_rest",
  });
});

test("a hundred clicks at once never give back more than was captured", async () => {
  const { orderId, order } = await paidOrder();
  const part = Math.floor(order.totals.total / 3);
  const clicks = await Promise.allSettled(
    Array.from({ length: 100 }, () => Refund.create({ orderId, amount: part, ...by })),
  );
  await eventually(async () =>
    expect((await Order.require(orderId)).refunds.every(({ state }) => state !== "pending")).toBe(true),
  );
  const { refunded } = await Order.require(orderId);
  expect(refunded).toBeLessThanOrEqual(order.totals.total);
  expect(await backAtStripe(orderId)).toBe(refunded);
  expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(refunded / part);
});

test("the same request twice is one refund", async () => {
  const { orderId } = await paidOrder();
  const request = { orderId, amount: 100, requestId: "form-1", ...by };
  const [first, second] = await Promise.all([Refund.create(request), Refund.create(request)]);
  expect(second).toEqual(first);
  expect((await Order.require(orderId)).refunds).toHaveLength(1);
});

test("canceling a paid order ends it, brings the goods back and gives all money back", async () => {
  const { orderId, sku, order } = await paidOrder(2);
  await Refund.cancel({ orderId, ...by });
  expect(await Order.require(orderId)).toMatchObject({
    status: "canceled_refunded",
    refunded: order.totals.total,
  });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
  expect(await backAtStripe(orderId)).toBe(order.totals.total);
});

test("a refund that the bank refuses comes back as failed, and the money can be given back again", async () => {
  const { orderId, sku } = await paidOrder(1, "4000000000005126");
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: false }], ...by });
  const { refunds } = await Order.require(orderId);
  const stripeRefund = refunds[0]?.stripeRefundId ?? "";
  await eventually(async () =>
    expect((await StripeDoor.client().refunds.retrieve(stripeRefund)).status).toBe("failed"),
  );
  await Refund.apply(await StripeDoor.client().refunds.retrieve(stripeRefund));
  const after = await Order.require(orderId);
  expect(after).toMatchObject({ refunded: 0, refunds: [{ state: "failed" }] });
  expect((await Refund.failed()).some((refund) => refund.orderId === orderId)).toBe(true);
  expect(Refund.refundable(after)).toBe(after.captured);
});

test("a refund that Stripe made and failed to tell of is found again, not made twice", async () => {
  const { orderId } = await paidOrder();
  await control("requests/faults", {
    path: "/v1/refunds",
    method: "POST",
    about: orderId,
    status: 500,
    times: 3,
    when: "after",
    store: true,
  });
  const { refundId } = await Refund.create({ orderId, amount: 500, ...by });
  expect((await Order.require(orderId)).refunds).toMatchObject([{ state: "pending", attempt: 2 }]);
  await Refund.send({ orderId, refundId });
  expect((await Order.require(orderId)).refunds).toMatchObject([{ state: "succeeded" }]);
  expect(await backAtStripe(orderId)).toBe(500);
});

test("nothing goes back for an order that was never captured", async () => {
  const { orderId } = await pendingOrder();
  await expect(Refund.create({ orderId, amount: 100, ...by })).rejects.toMatchObject({
    code: "refund.nothing_captured",
  });
});

test("an order whose money has all gone back can still be canceled, and its goods come back", async () => {
  const { orderId, sku, order } = await paidOrder(2);
  await Refund.create({ orderId, amount: order.totals.total, ...by });
  const after = await Fulfillment.cancel({ orderId, actor: "staff:test", cause: "Never sent." });
  expect(after).toMatchObject({ status: "canceled_refunded", refunded: order.totals.total });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
});
