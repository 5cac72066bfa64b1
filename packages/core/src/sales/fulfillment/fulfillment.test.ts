import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order, type Status } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { StripeApi } from "@securecart/core/stripe";
import { expect, test } from "vitest";
import { intentsOf, pay, pendingOrder } from "#test/fixtures";

const by = { actor: "staff:test" };
const cause = "Test.";

const stages = [
  "pending",
  "authorized",
  "in_review",
  "paid",
  "packed",
  "shipped",
  "delivered",
  "canceled",
  "canceled_refunded",
] as const;
type Stage = (typeof stages)[number];

const pack = (orderId: string) => Fulfillment.pack({ orderId, ...by });
const ship = (orderId: string, tracking = "PP-1") =>
  Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking, ...by });
const deliver = (orderId: string) => Fulfillment.deliver({ orderId, ...by });
const cancel = (orderId: string) => Fulfillment.cancel({ orderId, cause, ...by });

const statusOf = async (orderId: string) => (await Order.require(orderId)).status;
const level = async (sku: string) => (await Inventory.levels({ skus: [sku] }))[sku];

/** Makes an order of two units out of ten that has reached a status. */
async function orderIn(stage: Stage) {
  const made = await pendingOrder({ quantity: 2 });
  const { orderId, url } = made;
  const reached = async () => ({ ...made, order: await Order.require(orderId) });
  if (stage === "pending") return reached();
  if (stage === "canceled") {
    await cancel(orderId);
    return reached();
  }
  await pay(url);
  await Payment.settle({ orderId });
  if (stage === "authorized") return reached();
  if (stage === "in_review") {
    await Order.move({ orderId, from: ["authorized"], to: "in_review", cause, ...by });
    return reached();
  }
  await Payment.capture({ orderId });
  if (stage === "canceled_refunded") await cancel(orderId);
  if (stage === "packed" || stage === "shipped" || stage === "delivered") await pack(orderId);
  if (stage === "shipped" || stage === "delivered") await ship(orderId);
  if (stage === "delivered") await deliver(orderId);
  return reached();
}

/** Returns the code of a refusal, or null. */
const refusalOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    ({ code }) => code,
  );

test("an order is packed, shipped and delivered, and its goods leave stock when they are shipped", async () => {
  const { orderId, sku } = await orderIn("paid");
  expect(await level(sku)).toEqual({ onHand: 10, available: 8, held: 0, allocated: 2 });
  await pack(orderId);
  expect(await level(sku)).toMatchObject({ onHand: 10, allocated: 2 });
  await ship(orderId);
  expect(await level(sku)).toEqual({ onHand: 8, available: 8, held: 0, allocated: 0 });
  await deliver(orderId);
  const order = await Order.require(orderId);
  expect(order.timeline.slice(-3).map(({ status, actor }) => [status, actor])).toEqual([
    ["packed", "staff:test"],
    ["shipped", "staff:test"],
    ["delivered", "staff:test"],
  ]);
  expect(order.shipment).toEqual({ carrier: "Pigeon Post", tracking: "PP-1" });
});

test("a step that is repeated, also at once, happens once", async () => {
  const { orderId, sku } = await orderIn("paid");
  for (const step of [pack, ship, deliver]) {
    await Promise.all([step(orderId), step(orderId), step(orderId)]);
    await step(orderId);
  }
  const { timeline } = await Order.require(orderId);
  expect(timeline.map(({ status }) => status)).toEqual([
    "pending",
    "authorized",
    "paid",
    "packed",
    "shipped",
    "delivered",
  ]);
  expect(await level(sku)).toMatchObject({ onHand: 8 });
});

const inTurn: Record<"pack" | "ship" | "deliver", Status[]> = {
  pack: ["paid", "packed"],
  ship: ["packed", "shipped"],
  deliver: ["shipped", "delivered"],
};

test.each(stages)("from %s only the steps that are in turn are taken", async (stage) => {
  const run = { pack, ship, deliver };
  for (const name of ["deliver", "ship", "pack"] as const) {
    const { orderId, sku } = await orderIn(stage);
    const before = await level(sku);
    const refusal = await refusalOf(run[name](orderId));
    if (inTurn[name].includes(stage)) {
      expect(refusal, name).toBeNull();
      expect(await statusOf(orderId), name).toBe(inTurn[name][1]);
    } else {
      expect(refusal, name).toBe("fulfillment.not_now");
      expect(await statusOf(orderId), name).toBe(stage);
      expect(await level(sku), name).toEqual(before);
    }
  }
});

test.each([
  ["pending", "canceled"],
  ["authorized", "canceled"],
  ["in_review", "canceled"],
  ["paid", "canceled_refunded"],
  ["packed", "canceled_refunded"],
  ["canceled", "canceled"],
  ["canceled_refunded", "canceled_refunded"],
] as const)(
  "canceling from %s ends as %s, with all stock released and all money returned",
  async (stage, end) => {
    const { orderId, sku } = await orderIn(stage);
    const canceled = await Promise.all([cancel(orderId), cancel(orderId)]);
    canceled.push(await cancel(orderId));
    for (const { status } of canceled) expect(status).toBe(end);
    expect(await level(sku)).toEqual({ onHand: 10, available: 10, held: 0, allocated: 0 });
    for (const intent of await intentsOf(orderId)) {
      const { data } = await StripeApi.client().refunds.list({ payment_intent: intent.id });
      const refunded = data.reduce((sum, { amount }) => sum + amount, 0);
      if (intent.status === "succeeded") expect(refunded).toBe(intent.amount_received);
      else expect(intent.status).toBe("canceled");
    }
  },
);

test.each(["shipped", "delivered"] as const)("an order that is %s cannot be canceled", async (stage) => {
  const { orderId } = await orderIn(stage);
  expect(await refusalOf(cancel(orderId))).toBe("fulfillment.too_late");
  expect(await Order.require(orderId)).toMatchObject({ status: stage, refunded: 0 });
});

test.each([
  ["paid", pack],
  ["packed", ship],
] as const)(
  "an obstacle keeps an order that is %s where it is until staff override it",
  async (stage, step) => {
    const { orderId } = await orderIn(stage);
    await Order.flagMismatch({ orderId, what: "amount" });
    expect(await refusalOf(step(orderId))).toBe("order.blocked");
    expect(await statusOf(orderId)).toBe(stage);
    const seen = Order.obstacles(await Order.require(orderId)).map(({ key }) => key);
    await Order.overrideObstacles({ orderId, seen, cause, ...by });
    await step(orderId);
    expect(await statusOf(orderId)).not.toBe(stage);
  },
);

test("an order that was refunded in full is not packed, and without goods there is nothing to ship", async () => {
  const { orderId, sku, order } = await orderIn("paid");
  await Refund.create({ orderId, amount: order.totals.total, reason: cause, ...by });
  expect(await refusalOf(pack(orderId))).toBe("order.fully_refunded");
  const other = await orderIn("packed");
  const lines = [{ sku: other.sku, quantity: 2, restock: true }];
  await Refund.create({ orderId: other.orderId, lines, reason: cause, ...by });
  expect(await refusalOf(ship(other.orderId))).toBe("fulfillment.nothing_to_ship");
  expect(await level(sku)).toMatchObject({ allocated: 2 });
});

test("the first verdict on an order in review counts", async () => {
  const { orderId } = await orderIn("in_review");
  const decide = (approved: boolean) => Fulfillment.decideReview({ orderId, approved, cause, ...by });
  const [one, two] = await Promise.all([refusalOf(decide(true)), refusalOf(decide(true))]);
  expect([one, two].toSorted()).toEqual(["fulfillment.not_in_review", null]);
  expect(await refusalOf(decide(false))).toBe("fulfillment.not_in_review");
  expect((await Order.require(orderId)).review).toMatchObject({ approved: true });
  expect((await Fulfillment.capture({ orderId })).status).toBe("paid");
});

test("an order in review is not captured before its verdict", async () => {
  const { orderId } = await orderIn("in_review");
  expect((await Fulfillment.capture({ orderId })).status).toBe("in_review");
  expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["requires_capture"]);
});

test.each(["authorized", "in_review", "paid", "shipped"] as const)(
  "voiding the payment of an order that is %s takes no captured money back",
  async (stage) => {
    const { orderId, sku } = await orderIn(stage);
    await Fulfillment.voidPayment({ orderId });
    await Fulfillment.voidPayment({ orderId });
    const isUncaptured = stage === "authorized" || stage === "in_review";
    expect(await statusOf(orderId)).toBe(isUncaptured ? "canceled" : stage);
    if (isUncaptured) expect(await level(sku)).toMatchObject({ available: 10, allocated: 0 });
  },
);

test.each(["authorized", "paid", "packed", "shipped"] as const)(
  "refunding the payment of an order that is %s refunds what was captured and not shipped, once",
  async (stage) => {
    const { orderId, order } = await orderIn(stage);
    await Fulfillment.refundPayment({ orderId });
    await Fulfillment.refundPayment({ orderId });
    const isRefunded = stage === "paid" || stage === "packed";
    expect(await Order.require(orderId)).toMatchObject({
      status: isRefunded ? "canceled_refunded" : stage,
      refunded: isRefunded ? order.totals.total : 0,
    });
  },
);

test("allocating the goods of an order that has them changes nothing", async () => {
  const { orderId, sku } = await orderIn("paid");
  await Fulfillment.allocate({ orderId });
  expect(await level(sku)).toEqual({ onHand: 10, available: 8, held: 0, allocated: 2 });
  await cancel(orderId);
  await expect(Fulfillment.allocate({ orderId })).resolves.toBeUndefined();
});
