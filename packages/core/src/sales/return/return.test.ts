import { randomUUID } from "node:crypto";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { OrderEmail } from "@securecart/core/order-email";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { Return } from "@securecart/core/return";
import { Settings } from "@securecart/core/settings";
import { afterEach, expect, test, vi } from "vitest";
import { pay, pendingOrder, place, product, readyCartOf } from "#test/fixtures";
import { OrderEntity } from "../order/order.entity";

afterEach(() => vi.useRealTimers());

const by = { actor: "staff:test" };

/** Makes a delivered order of four mugs. */
async function delivered({ quantity = 4, to = {} as Partial<typeof germany> } = {}) {
  const made = await shipped({ quantity, to });
  await Fulfillment.deliver({ orderId: made.orderId, ...by });
  return made;
}

async function shipped({ quantity = 4, to = {} as Partial<typeof germany> } = {}) {
  const { sku } = await product();
  const address = to.country ? { address: to as typeof germany } : {};
  const { orderId } = await place(await readyCartOf(address, { sku, quantity }));
  const { url } = await Payment.start({ orderId });
  await pay(url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  await Fulfillment.pack({ orderId, ...by });
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
  return { orderId, sku };
}

const ask = (orderId: string, sku: string, quantity: number, requestId = randomUUID()) =>
  Return.request({ orderId, lines: [{ sku, quantity }], reason: "damaged", note: "A crack.", requestId });

const approve = (orderId: string, returnId: string) =>
  Return.decide({ orderId, returnId, approved: true, answer: "Use the label.", ...by });

test("a return is approved, received and refunded, and its goods are in stock again", async () => {
  const { orderId, sku } = await delivered();
  const { returnId } = await ask(orderId, sku, 1);
  expect((await Order.require(orderId)).returns).toMatchObject([{ state: "requested", note: "A crack." }]);
  await approve(orderId, returnId);
  const before = (await Inventory.stock({ sku }))?.available ?? 0;
  const { refundId } = await Return.receive({ orderId, returnId, restock: true, ...by });
  const order = await Order.require(orderId);
  expect(order.returns).toMatchObject([{ state: "received", refundId, answer: "Use the label." }]);
  expect(order.refunds).toMatchObject([{ refundId, lines: [{ sku, quantity: 1, restock: true }] }]);
  expect(order.refunded).toBe(Math.round((order.totals.lines[0]?.total ?? 0) / 4));
  expect((await Inventory.stock({ sku }))?.available).toBe(before + 1);
});

test("a return received twice, or by two staff members at once, is refunded once", async () => {
  const { orderId, sku } = await delivered();
  const { returnId } = await ask(orderId, sku, 2);
  await approve(orderId, returnId);
  const receive = () => Return.receive({ orderId, returnId, restock: false, ...by });
  const answers = await Promise.all([receive(), receive(), receive()]);
  expect(new Set(answers.map(({ refundId }) => refundId)).size).toBe(1);
  await receive();
  expect((await Order.require(orderId)).refunds).toHaveLength(1);
});

test("no more units can be returned than were bought, however many requests come at once", async () => {
  const { orderId, sku } = await delivered({ quantity: 4 });
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => ask(orderId, sku, 1)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  for (const answer of asked)
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "return.too_many" });
});

test("units refunded by hand cannot be returned as well", async () => {
  const { orderId, sku } = await delivered({ quantity: 2 });
  await Refund.create({
    orderId,
    lines: [{ sku, quantity: 1, restock: false }],
    reason: "Lost in the post.",
    ...by,
  });
  await expect(ask(orderId, sku, 2)).rejects.toMatchObject({ code: "return.too_many" });
  await ask(orderId, sku, 1);
  await expect(ask(orderId, sku, 1)).rejects.toMatchObject({ code: "return.too_many" });
});

test("a declined return can be requested again, once", async () => {
  const { orderId, sku } = await delivered({ quantity: 1 });
  const { returnId } = await ask(orderId, sku, 1);
  const decline = () => Return.decide({ orderId, returnId, approved: false, answer: "It was used.", ...by });
  await decline();
  await expect(decline()).rejects.toMatchObject({ code: "return.decided" });
  await expect(Return.receive({ orderId, returnId, restock: true, ...by })).rejects.toMatchObject({
    code: "return.not_approved",
  });
  await ask(orderId, sku, 1);
});

test("the same request sent twice is one return", async () => {
  const { orderId, sku } = await delivered();
  const requestId = randomUUID();
  const [one, two] = [await ask(orderId, sku, 2, requestId), await ask(orderId, sku, 2, requestId)];
  expect(one).toEqual(two);
  expect((await Order.require(orderId)).returns).toHaveLength(1);
});

test("goods can be returned three days after shipping, also when nobody marked them as delivered", async () => {
  const { orderId, sku } = await shipped();
  expect(Return.isOpen(await Order.require(orderId))).toBe(false);
  await expect(ask(orderId, sku, 1)).rejects.toMatchObject({ code: "return.not_delivered" });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (Return.arrivesSeconds + 60) * 1000 });
  expect(Return.isOpen(await Order.require(orderId))).toBe(true);
  const { returnId } = await ask(orderId, sku, 1);
  await approve(orderId, returnId);
  await Return.receive({ orderId, returnId, restock: true, ...by });
  expect((await Order.require(orderId)).returns).toMatchObject([{ state: "received" }]);
});

test("a return of a free item ends, and its unit is in stock again", async () => {
  const { orderId, sku } = await delivered();
  await costsNothing(orderId);
  const { returnId } = await ask(orderId, sku, 1);
  await approve(orderId, returnId);
  const before = (await Inventory.stock({ sku }))?.available ?? 0;
  await Return.receive({ orderId, returnId, restock: true, ...by });
  const order = await Order.require(orderId);
  expect(order.returns).toMatchObject([{ state: "received" }]);
  expect(order.refunds).toMatchObject([{ amount: 0, state: "succeeded" }]);
  expect((await Inventory.stock({ sku }))?.available).toBe(before + 1);
  await expect(ask(orderId, sku, 4)).rejects.toMatchObject({ code: "return.too_many" });
});

test("a return of goods whose money was refunded by amount ends without more money", async () => {
  const { orderId, sku } = await delivered();
  const { totals } = await Order.require(orderId);
  await Refund.create({ orderId, amount: totals.total, reason: "Sorry.", ...by });
  const { returnId } = await ask(orderId, sku, 4);
  await approve(orderId, returnId);
  await Return.receive({ orderId, returnId, restock: true, ...by });
  const order = await Order.require(orderId);
  expect(order).toMatchObject({ refunded: totals.total, returns: [{ state: "received" }] });
});

test("units refunded by hand while their return was on its way are restocked once", async () => {
  const { orderId, sku } = await delivered();
  const { returnId } = await ask(orderId, sku, 2);
  await approve(orderId, returnId);
  await Refund.create({
    orderId,
    lines: [{ sku, quantity: 4, restock: false }],
    reason: "Refunded on the phone.",
    ...by,
  });
  const before = (await Inventory.stock({ sku }))?.available ?? 0;
  const receive = () => Return.receive({ orderId, returnId, restock: true, ...by });
  await Promise.all([receive(), receive()]);
  expect((await Order.require(orderId)).returns).toMatchObject([
    { state: "received", restocked: [{ sku, quantity: 2 }] },
  ]);
  expect((await Inventory.stock({ sku }))?.available).toBe(before + 2);
});

test("an approved return whose goods never arrive is closed with an answer", async () => {
  const { orderId, sku } = await delivered();
  const { returnId } = await ask(orderId, sku, 1);
  const close = () => Return.close({ orderId, returnId, answer: "It never arrived.", ...by });
  await expect(close()).rejects.toMatchObject({ code: "return.decided" });
  await approve(orderId, returnId);
  await close();
  expect((await Order.require(orderId)).returns).toMatchObject([
    { state: "declined", answer: "It never arrived." },
  ]);
  await ask(orderId, sku, 4);
});

test("an order returned in full from the European Union is refunded with its delivery, up to the cheapest option", async () => {
  const { orderId, sku } = await delivered({ quantity: 4, to: germany });
  const { totals, delivery } = await Order.require(orderId);
  expect(delivery).toMatchObject({ id: "express", amount: 1490, cheapest: 0 });
  await returnAll(orderId, sku, 4);
  expect((await Order.require(orderId)).refunded).toBe(totals.lines[0]?.total);
  const small = await delivered({ quantity: 1, to: germany });
  const order = await Order.require(small.orderId);
  expect(order.delivery).toMatchObject({ amount: 1490, cheapest: 590 });
  await returnAll(small.orderId, small.sku, 1);
  expect((await Order.require(small.orderId)).refunded).toBe((order.totals.lines[0]?.total ?? 0) + 590);
});

test("the delivery is not refunded when a part is kept, outside the Union, or by the shop's setting", async () => {
  const part = await delivered({ quantity: 2, to: germany });
  await returnAll(part.orderId, part.sku, 1);
  const kept = await Order.require(part.orderId);
  expect(kept.refunded).toBe(Math.round((kept.totals.lines[0]?.total ?? 0) / 2));
  const here = await delivered({ quantity: 1 });
  await returnAll(here.orderId, here.sku, 1);
  const home = await Order.require(here.orderId);
  expect(home.refunded).toBe(home.totals.lines[0]?.total);
  const owner = () => ({ actor: "staff:test", requestId: randomUUID() });
  await Settings.change("returns", { refundDelivery: "never" }, owner());
  const never = await delivered({ quantity: 1, to: germany });
  await returnAll(never.orderId, never.sku, 1);
  await Settings.change("returns", { refundDelivery: "eu" }, owner());
  const order = await Order.require(never.orderId);
  expect(order.refunded).toBe(order.totals.lines[0]?.total);
});

const germany = { line1: "Hauptstraße 1", city: "Berlin", postalCode: "10115", country: "DE" };

async function returnAll(orderId: string, sku: string, quantity: number) {
  const { returnId } = await ask(orderId, sku, quantity);
  await approve(orderId, returnId);
  await Return.receive({ orderId, returnId, restock: true, ...by });
}

/** Changes the row of an order to one whose discount took everything off. */
async function costsNothing(orderId: string) {
  const { totals } = await Order.require(orderId);
  const free = { ...totals, total: 0, lines: totals.lines.map((line) => ({ ...line, total: 0 })) };
  await OrderEntity.patch({ orderId }).set({ totals: free, captured: 0 }).go();
}

test("only delivered goods can be returned, within thirty days", async () => {
  const { orderId: pending, sku: other } = await pendingOrder();
  await expect(ask(pending, other, 1)).rejects.toMatchObject({ code: "return.not_delivered" });
  const { orderId, sku } = await delivered();
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: now + (30 * 24 * 3600 - 60) * 1000 });
  expect(Return.isOpen(await Order.require(orderId))).toBe(true);
  await ask(orderId, sku, 1);
  vi.setSystemTime(now + (30 * 24 * 3600 + 60) * 1000);
  expect(Return.isOpen(await Order.require(orderId))).toBe(false);
  await expect(ask(orderId, sku, 1)).rejects.toMatchObject({ code: "return.too_late" });
});

test.each([
  ["nothing", []],
  ["none of it", [{ sku: "MUG", quantity: 0 }]],
  ["a part", [{ sku: "MUG", quantity: 1.5 }]],
])("%s is not a return", async (_, lines) => {
  const { orderId } = await pendingOrder();
  const wish = { orderId, lines, reason: "damaged" as const, requestId: randomUUID() };
  await expect(async () => Return.request(wish)).rejects.toThrow();
});

test("an item that is not in the order cannot be returned", async () => {
  const { orderId } = await delivered();
  await expect(ask(orderId, "NOT-THERE", 1)).rejects.toMatchObject({ code: "return.unknown_line" });
});

test("returns that wait for staff are listed, and the email names their items", async () => {
  const { orderId, sku } = await delivered();
  const { returnId } = await ask(orderId, sku, 3);
  expect((await Return.waiting({ state: "requested" })).map((row) => row.returnId)).toContain(returnId);
  await approve(orderId, returnId);
  expect((await Return.waiting({ state: "requested" })).map((row) => row.returnId)).not.toContain(returnId);
  const content = await OrderEmail.contentOf(await Order.require(orderId), "return_approved", returnId);
  expect(content.returned).toEqual({ items: [`3 × Mug ${sku}`], answer: "Use the label." });
});
