import { Admin } from "@securecart/core/admin";
import { Checkout } from "@securecart/core/checkout";
import { Dispute } from "@securecart/core/dispute";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import { Refund } from "@securecart/core/refund";
import { Return } from "@securecart/core/return";
import { StripeApi } from "@securecart/core/stripe";
import { expect, test } from "vitest";
import { transact } from "#platform/dynamo";
import { requestsOf } from "#test/accounts";
import { eventually } from "#test/eventually";
import { control, intentsOf, pay, pendingOrder, place, product, readyCart, unique } from "#test/fixtures";
import { stripeControl } from "../../../../local/src/stripe/control-client";
import { MovementEntity } from "../inventory/movement.entity";
import { StockEntity } from "../inventory/stock.entity";
import { OrderEntity } from "../order/order.entity";
import { RefundEntity } from "./refund.entity";

const atStripe = stripeControl(process.env.STRIPE_API_BASE ?? "");

const by = { actor: "staff:test", reason: "Came back." };

async function paidOrder(quantity = 3, card?: string) {
  const made = await pendingOrder({ quantity });
  await pay(made.url, card);
  await Payment.settle({ orderId: made.orderId });
  const order = await Payment.capture({ orderId: made.orderId });
  expect(order.status).toBe("paid");
  return { ...made, order };
}

async function stripeRefundsOf(orderId: string) {
  const [intent] = await intentsOf(orderId);
  const { data } = await StripeApi.client().refunds.list({ payment_intent: intent?.id ?? "", limit: 100 });
  return data;
}

const backAtStripe = async (orderId: string) => {
  const data = await stripeRefundsOf(orderId);
  return data.filter(({ status }) => status !== "failed").reduce((sum, { amount }) => sum + amount, 0);
};

test("refunds of a line's units, one by one, add up to the line to the cent", async () => {
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

test("goods that cannot be sold again are refunded and not restocked", async () => {
  const { orderId, sku } = await paidOrder(2);
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: false }], ...by });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 8 });
});

test("a refund of more than the rest is refused", async () => {
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

test("a hundred refunds at once never refund more than was captured", async () => {
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

test("canceling a paid order releases its stock and refunds it in full", async () => {
  const { orderId, sku, order } = await paidOrder(2);
  await Refund.cancelPaid({ orderId, ...by });
  expect(await Order.require(orderId)).toMatchObject({
    status: "canceled_refunded",
    refunded: order.totals.total,
  });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
  expect(await backAtStripe(orderId)).toBe(order.totals.total);
});

test("a refund that the bank refuses fails, and its money can be refunded again", async () => {
  const { orderId, sku } = await paidOrder(1, "4000000000005126");
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: false }], ...by });
  const { refunds } = await Order.require(orderId);
  const stripeRefund = refunds[0]?.stripeRefundId ?? "";
  await eventually(async () =>
    expect((await StripeApi.client().refunds.retrieve(stripeRefund)).status).toBe("failed"),
  );
  await Refund.apply(await StripeApi.client().refunds.retrieve(stripeRefund));
  const after = await Order.require(orderId);
  expect(after).toMatchObject({ refunded: 0, refunds: [{ state: "failed" }] });
  expect((await Refund.failed()).some((refund) => refund.orderId === orderId)).toBe(true);
  expect(Refund.refundable(after)).toBe(after.captured);
});

test("a refund that Stripe made without a response is found, not made twice", async () => {
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

test("an order that was never captured cannot be refunded", async () => {
  const { orderId } = await pendingOrder();
  await expect(Refund.create({ orderId, amount: 100, ...by })).rejects.toMatchObject({
    code: "refund.nothing_captured",
  });
});

test("an order that was refunded in full can still be canceled, and its stock is released", async () => {
  const { orderId, sku, order } = await paidOrder(2);
  await Refund.create({ orderId, amount: order.totals.total, ...by });
  const after = await Fulfillment.cancel({ orderId, actor: "staff:test", cause: "Never sent." });
  expect(after).toMatchObject({ status: "canceled_refunded", refunded: order.totals.total });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
});

const refundsOf = async (orderId: string) => (await Order.require(orderId)).refunds;

/** Fails a refund at Stripe after it had succeeded. */
async function failLater(orderId: string, refundId: string) {
  const row = (await refundsOf(orderId)).find((refund) => refund.refundId === refundId);
  await atStripe.failRefund(row?.stripeRefundId ?? "");
  await Refund.sync({ orderId });
}

test("a refund with restock that fails later leaves stock and lines as they were before, however often", async () => {
  const { orderId, sku } = await paidOrder(1);
  const before = (await Inventory.ledger({ sku })).stock;
  for (let round = 0; round < 3; round++) {
    const { refundId } = await Refund.create({
      orderId,
      lines: [{ sku, quantity: 1, restock: true }],
      ...by,
    });
    expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, allocated: 0 });
    await failLater(orderId, refundId);
    expect((await Inventory.ledger({ sku })).stock).toEqual(before);
    expect(await Order.require(orderId)).toMatchObject({ refunded: 0, refundedLines: {} });
  }
  expect(before).toMatchObject({ available: 9, allocated: 1 });
});

test("a restock after shipping is undone when the refund fails, unless the unit was sold again", async () => {
  const { orderId, sku } = await shippedOrder(2);
  const { refundId } = await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: true }], ...by });
  await failLater(orderId, refundId);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 8 });
  const again = await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: true }], ...by });
  const all = (await Inventory.stock({ sku }))?.available ?? 0;
  await Inventory.adjust({ sku, by: -all, cause: "Sold elsewhere.", reference: sku, actor: "staff:test" });
  await failLater(orderId, again.refundId);
  expect(await Order.require(orderId)).toMatchObject({ refundedLines: {}, goodsSettled: { [sku]: 1 } });
  await Refund.retry({ orderId, refundId: again.refundId, actor: "staff:test" });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 0 });
});

test("a failed refund is retried as another refund, and no longer waits for staff", async () => {
  const { orderId, sku } = await paidOrder(2);
  const { refundId } = await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: false }], ...by });
  await failLater(orderId, refundId);
  const ref = { orderId, refundId, actor: "staff:test" };
  const [one, two] = await Promise.all([Refund.retry(ref), Refund.retry(ref)]);
  expect(one).toEqual(two);
  expect(await refundsOf(orderId)).toMatchObject([
    { state: "superseded", supersededBy: one.refundId },
    { state: "succeeded" },
  ]);
  expect((await Refund.failed()).some((refund) => refund.orderId === orderId)).toBe(false);
  expect(await backAtStripe(orderId)).toBe((await Order.require(orderId)).refunded);
});

test("a failed refund is paid outside Stripe, once", async () => {
  const { orderId, order } = await paidOrder(1);
  await Refund.cancelPaid({ orderId, ...by });
  const [canceled] = await refundsOf(orderId);
  await failLater(orderId, canceled?.refundId ?? "");
  expect(Order.outlook(await Order.require(orderId))).toMatchObject({
    label: "Canceled, refund failed",
    says: "canceled_refund_failed",
    staffMay: ["retry_refund", "settle_refund"],
  });
  const ref = { orderId, refundId: canceled?.refundId ?? "", actor: "staff:test" };
  await Refund.recordPaidOutside({ ...ref, reference: "Bank transfer 7" });
  await expect(Refund.retry(ref)).rejects.toMatchObject({ code: "refund.not_failed" });
  const after = await Order.require(orderId);
  expect(after).toMatchObject({ status: "canceled_refunded", refunded: order.totals.total });
  expect(after.refunds).toMatchObject([
    { state: "superseded" },
    { state: "succeeded", method: "outside", reference: "Bank transfer 7" },
  ]);
  expect(Order.outlook(after).label).toBe("Canceled and refunded");
  expect(await backAtStripe(orderId)).toBe(0);
});

test("a refund made in Stripe's dashboard is recorded once, with its actor", async () => {
  const { orderId, order } = await paidOrder(1);
  await atStripe.refundInDashboard({ intentId: order.intentId ?? "", amount: 500 });
  await Promise.all([Refund.sync({ orderId }), Refund.sync({ orderId })]);
  await Refund.sync({ orderId });
  const after = await Order.require(orderId);
  expect(after).toMatchObject({ refunded: 500, refunds: [{ amount: 500, actor: "stripe" }] });
  expect(after.remarks).toMatchObject([{ actor: "stripe", text: "$5.00 was refunded at Stripe." }]);
  await Refund.create({ orderId, amount: 100, ...by });
  expect((await Order.require(orderId)).refunded).toBe(600);
});

test("an order that was refunded in full in the dashboard is not packed without a decision, nor refunded again", async () => {
  const { orderId, order, sku } = await paidOrder(1);
  await atStripe.refundInDashboard({ intentId: order.intentId ?? "" });
  await Refund.sync({ orderId });
  expect(Order.outlook(await Order.require(orderId))).toMatchObject({
    label: "Refunded",
    says: "refunded",
    staffMay: ["cancel", "override"],
  });
  await expect(Fulfillment.pack({ orderId, actor: "staff:test" })).rejects.toMatchObject({
    code: "order.fully_refunded",
  });
  await Fulfillment.cancel({ orderId, actor: "staff:test", cause: "Refunded at Stripe." });
  expect(await backAtStripe(orderId)).toBe(order.totals.total);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, allocated: 0 });
});

test("a dashboard refund beside an unsent refund of ours leaves both correct", async () => {
  const { orderId, order } = await paidOrder(1);
  await control("requests/faults", { path: "/v1/refunds", method: "POST", about: orderId, times: 3 });
  const { refundId } = await Refund.create({ orderId, amount: order.totals.total, ...by });
  await atStripe.refundInDashboard({ intentId: order.intentId ?? "", amount: 500 });
  await Refund.sync({ orderId });
  await Refund.send({ orderId, refundId });
  const after = await Order.require(orderId);
  expect(after).toMatchObject({ refunded: 500 });
  expect(after.refunds.map(({ state }) => state).sort()).toEqual(["failed", "succeeded"]);
});

test("a refund that failed here and was made at Stripe nevertheless counts once", async () => {
  const { orderId } = await paidOrder(1);
  await control("requests/faults", {
    path: "/v1/refunds",
    method: "POST",
    about: orderId,
    status: 500,
    times: 3,
    when: "after",
  });
  const { refundId } = await Refund.create({ orderId, amount: 500, ...by });
  const [made] = await stripeRefundsOf(orderId);
  const [row] = await refundsOf(orderId);
  await transact({
    refund: RefundEntity.patch({ orderId, refundId })
      .set({ state: "failed", failure: "Stripe did not answer.", failedAfter: "pending" })
      .composite({ dueAt: row?.dueAt ?? "" }),
    order: OrderEntity.patch({ orderId }).set({ refunded: 0, refundVersion: 2 }),
  });
  await Promise.all([Refund.sync({ orderId }), Refund.sync({ orderId })]);
  const after = await Order.require(orderId);
  expect(after).toMatchObject({ refunded: 500 });
  expect(after.refunds.map(({ state }) => state).sort()).toEqual(["succeeded", "superseded"]);
  expect(made?.amount).toBe(500);
});

test("goods that are refunded before shipping are neither packed nor shipped", async () => {
  const { orderId, sku } = await paidOrder(3);
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: true }], ...by });
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: false }], ...by });
  expect(Order.toShip(await Order.require(orderId))).toEqual([{ sku, quantity: 1 }]);
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Pigeon Post", tracking: "" });
  const { stock, movements } = await Inventory.ledger({ sku });
  expect(stock).toMatchObject({ available: 8, allocated: 0 });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(8);
});

test("an order whose items were all refunded cannot be packed", async () => {
  const { orderId, sku } = await paidOrder(1);
  await Refund.create({ orderId, lines: [{ sku, quantity: 1, restock: true }], ...by });
  await expect(Fulfillment.pack({ orderId, actor: "staff:test" })).rejects.toMatchObject({
    code: "fulfillment.nothing_to_ship",
  });
  expect(Order.outlook(await Order.require(orderId)).staffMay).toEqual(["refund", "cancel"]);
});

test("goods stay on hand until they are shipped", async () => {
  const onHand = async (sku: string) => {
    const { stock } = await Inventory.ledger({ sku });
    return (stock?.available ?? 0) + (stock?.held ?? 0) + (stock?.allocated ?? 0);
  };
  const { orderId, sku } = await paidOrder(3);
  expect(await onHand(sku)).toBe(10);
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  expect(await onHand(sku)).toBe(10);
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Pigeon Post", tracking: "" });
  expect(await onHand(sku)).toBe(7);
});

test("an order from before goods were allocated is allocated once, and ships like any other", async () => {
  const { orderId, sku } = await paidOrder(2);
  await asBefore(orderId, sku, 2);
  const before = (await Inventory.ledger({ sku })).stock;
  expect(before).toEqual({ sku, available: 8, held: 0 });
  const dry = await Order.allocateUnshipped({ dryRun: true });
  expect(dry.changed).toBeGreaterThanOrEqual(1);
  expect((await Inventory.ledger({ sku })).stock).toEqual(before);
  await Promise.all([Order.allocateUnshipped(), Order.allocateUnshipped()]);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 8, allocated: 2 });
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Pigeon Post", tracking: "" });
  const { stock, movements } = await Inventory.ledger({ sku });
  expect(stock).toMatchObject({ available: 8, allocated: 0 });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(8);
});

/** Changes the rows of an order to those from when goods left the ledger at authorization. */
async function asBefore(orderId: string, sku: string, quantity: number) {
  await transact({
    order: OrderEntity.patch({ orderId }).remove(["allocated"]),
    stock: StockEntity.patch({ sku }).remove(["allocated"]),
    movement: MovementEntity.create({
      sku,
      reference: `sale:${orderId}`,
      kind: "sale",
      quantity: -quantity,
      cause: "Sold.",
    }),
  });
}

test("a return of a free item restocks it and moves no money", async () => {
  const [{ sku }, free] = [await product(), await product()];
  const { code } = await Promotion.save({
    code: unique(),
    label: "One for free",
    benefit: { kind: "percent", percent: 100 },
    products: [free.slug],
  });
  const cartId = await readyCart({ sku }, { sku: free.sku });
  await Checkout.applyCoupon({ cartId, code });
  const { orderId } = await place(cartId);
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  const staff = { orderId, actor: "staff:test" };
  await Fulfillment.pack(staff);
  await Fulfillment.ship({ ...staff, carrier: "Pigeon Post", tracking: "" });
  await Fulfillment.deliver(staff);
  const lines = [{ sku: free.sku, quantity: 1 }];
  const wish = { lines, reason: "unwanted" as const, note: "", requestId: crypto.randomUUID() };
  const { returnId } = await Return.request({ orderId, ...wish });
  await Return.decide({ ...staff, returnId, approved: true, answer: "Send it back." });
  await Return.receive({ ...staff, returnId, restock: true });
  expect(await Order.require(orderId)).toMatchObject({
    refunded: 0,
    refundedLines: { [free.sku]: 1 },
    returns: [{ state: "received" }],
  });
  expect((await Inventory.ledger({ sku: free.sku })).stock).toMatchObject({ available: 10 });
});

test.each(["all was refunded at Stripe", "a bank took all of it"])(
  "a failed refund of which nothing is left, because %s, ends when staff act on it",
  async (why) => {
    const { orderId, order } = await paidOrder(1);
    const intentId = order.intentId ?? "";
    const { refundId } = await Refund.create({ orderId, amount: 500, ...by });
    await failLater(orderId, refundId);
    if (why === "a bank took all of it") {
      const { id: disputeId } = await atStripe.disputePayment({ intentId });
      await Dispute.sync({ disputeId });
      const ref = { orderId, refundId, actor: "staff:test" };
      await expect(Refund.retry(ref)).rejects.toMatchObject({ code: "refund.above_rest" });
      await atStripe.closeDispute({ disputeId, won: false });
      await Dispute.sync({ disputeId });
    } else {
      await atStripe.refundInDashboard({ intentId });
      await Refund.sync({ orderId });
    }
    const before = await backAtStripe(orderId);
    await Refund.retry({ orderId, refundId, actor: "staff:test" });
    await Refund.recordPaidOutside({ orderId, refundId, actor: "staff:test", reference: "Twice." });
    const after = await Order.require(orderId);
    expect(Order.situationOf(after).refund).not.toBe("failed");
    expect(after.remarks.filter(({ about }) => about === `refund:${refundId}:closed`)).toHaveLength(1);
    expect(await backAtStripe(orderId)).toBe(before);
  },
);

test("a failed refund is not paid outside Stripe after a refund in the dashboard, synced or not", async () => {
  const { orderId, order } = await paidOrder(1);
  const { refundId } = await Refund.create({ orderId, amount: 500, ...by });
  await failLater(orderId, refundId);
  await atStripe.refundInDashboard({ intentId: order.intentId ?? "" });
  await Refund.recordPaidOutside({ orderId, refundId, actor: "staff:test", reference: "Bank transfer 7" });
  const { refunds, refunded } = await Order.require(orderId);
  expect(refunded).toBe(order.totals.total);
  expect(refunds.map(({ state, actor }) => `${state} by ${actor}`).sort()).toEqual([
    "succeeded by stripe",
    "superseded by staff:test",
  ]);
});

async function shippedOrder(quantity: number) {
  const made = await paidOrder(quantity);
  const { orderId } = made;
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Pigeon Post", tracking: "" });
  return made;
}

test("a refund by staff reads its order three times: before, for the refund, and after", async () => {
  const { orderId } = await paidOrder(1);
  const staff = { actor: "staff:test", requestId: crypto.randomUUID() };
  const requests = await requestsOf(() =>
    Admin.refund({ orderId, amount: 100, lines: [], reason: "Came back.", ...staff }),
  );
  const count = (name: string) => requests.filter((request) => request.endsWith(name)).length;
  expect(count(".Query")).toBe(3);
  expect(count(".TransactWriteItems")).toBe(2);
  expect(count("/v1/refunds")).toBe(1);
  expect(await Order.require(orderId)).toMatchObject({ refunded: 100, refunds: [{ state: "succeeded" }] });
});
