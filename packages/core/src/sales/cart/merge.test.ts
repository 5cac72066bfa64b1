import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Id } from "@securecart/core/id";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import fc from "fast-check";
import { expect, test } from "vitest";
import { address, contact, pay, place, product, readyCart } from "#test/fixtures";
import { withCurrency } from "#test/settings";

/** Makes a cart with these items. */
async function cartOf(lines: Record<string, number>) {
  const cartId = Cart.newId();
  for (const [sku, quantity] of Object.entries(lines)) await Cart.add({ cartId, sku, quantity });
  return cartId;
}

const quantities = async (cartId: string) =>
  Object.fromEntries((await Cart.read({ cartId })).lines.map(({ sku, quantity }) => [sku, quantity]));

const customer = () => ({ customerId: Id.create("customer") });

test("quantities are added up, and the guest's cart is empty", async () => {
  const [{ sku: both }, { sku: guests }, { sku: own }] = [await product(), await product(), await product()];
  const from = await cartOf({ [both]: 2, [guests]: 1 });
  const to = await cartOf({ [both]: 3, [own]: 4 });
  const merged = await Cart.merge({ from, to, ...customer() });
  expect(merged).toEqual({ count: 10, changes: [] });
  expect(await quantities(to)).toEqual({ [both]: 5, [guests]: 1, [own]: 4 });
  expect(await quantities(from)).toEqual({});
});

test("a customer without a cart gets one with the guest's items", async () => {
  const { sku } = await product();
  const from = await cartOf({ [sku]: 2 });
  const to = Cart.newId();
  await Cart.merge({ from, to, ...customer() });
  expect(await quantities(to)).toEqual({ [sku]: 2 });
});

test("a customer's empty cart takes the currency of the guest's", async () => {
  const { sku } = await product();
  const to = await cartOf({ [sku]: 1 });
  await Cart.remove({ cartId: to, sku });
  withCurrency("EUR");
  await Cart.merge({ from: await cartOf({ [sku]: 2 }), to, ...customer() });
  expect(await Cart.read({ cartId: to })).toMatchObject({ currency: "EUR", subtotal: 4_600 });
});

test("a sum above the stock is capped at the stock, with a note", async () => {
  const { sku } = await product({ stock: 3 });
  const [from, to] = [await cartOf({ [sku]: 3 }), await cartOf({ [sku]: 2 })];
  const { changes } = await Cart.merge({ from, to, ...customer() });
  expect(changes).toEqual([`Mug ${sku}: 3 instead of 5, only 3 are left.`]);
  const cart = await Cart.read({ cartId: to });
  expect(cart).toMatchObject({ notes: changes, lines: [{ quantity: 3, problem: null }] });
  await Cart.setQuantity({ cartId: to, sku, quantity: 1 });
  expect((await Cart.read({ cartId: to })).notes).toEqual([]);
});

test("an item that sold out since is removed, with a note", async () => {
  const { sku } = await product({ stock: 1 });
  const from = await cartOf({ [sku]: 1 });
  await place(await readyCart({ sku }));
  const to = Cart.newId();
  expect((await Cart.merge({ from, to, ...customer() })).changes).toEqual([
    `Mug ${sku}: taken out, it is sold out.`,
  ]);
  expect(await quantities(to)).toEqual({});
});

test("the limits of one item and of different items apply, with a note for what did not fit", async () => {
  const many = await Promise.all(Array.from({ length: 41 }, () => product({ stock: 200 })));
  const skus = many.map(({ sku }) => sku);
  const [first = "", last = ""] = [skus[0], skus[40]];
  const to = await cartOf(Object.fromEntries(skus.slice(0, 40).map((sku) => [sku, 60])));
  const from = await cartOf({ [last]: 1, [first]: 60 });
  const { changes } = await Cart.merge({ from, to, ...customer() });
  expect(changes).toEqual([
    `Mug ${last}: not added, a cart holds 40 different items at most.`,
    `Mug ${first}: 99 instead of 120, 99 is the most of one item.`,
  ]);
  expect(Object.keys(await quantities(to))).toHaveLength(40);
});

test("two full carts fit in one transaction", async () => {
  const many = await Promise.all(Array.from({ length: 40 }, () => product()));
  const lines = Object.fromEntries(many.map(({ sku }) => [sku, 1]));
  const [from, to] = [await cartOf(lines), await cartOf(lines)];
  expect(await Cart.merge({ from, to, ...customer() })).toEqual({ count: 80, changes: [] });
});

test("a cart that is merged twice, or in many tabs at once, is merged once", async () => {
  const { sku } = await product({ stock: 90 });
  const [from, to] = [await cartOf({ [sku]: 3 }), await cartOf({ [sku]: 4 })];
  const who = customer();
  await Promise.all(Array.from({ length: 5 }, () => Cart.merge({ from, to, ...who })));
  await Cart.merge({ from, to, ...who });
  expect(await quantities(to)).toEqual({ [sku]: 7 });
});

test("the cart of another customer is not merged", async () => {
  const { sku } = await product();
  const [from, to] = [await cartOf({ [sku]: 3 }), Cart.newId()];
  await Cart.merge({ from: null, to: from, ...customer() });
  expect(await Cart.merge({ from, to, ...customer() })).toEqual({ count: 0, changes: [] });
  expect(await quantities(from)).toEqual({ [sku]: 3 });
});

test("a guest's order with an open payment page can still be paid, and its items are removed from the customer's cart", async () => {
  const { sku } = await product({ stock: 2 });
  const from = await readyCart({ sku, quantity: 2 });
  const { orderId } = await place(from);
  const { url } = await Payment.start({ orderId });
  const to = Cart.newId();
  expect((await Cart.merge({ from, to, ...customer() })).changes).toEqual([]);
  expect((await Cart.read({ cartId: to })).lines).toMatchObject([{ quantity: 2, problem: null }]);
  await pay(url);
  expect(await Payment.settle({ orderId })).toMatchObject({ status: "authorized" });
  const bought = { cartId: from, orderId, lines: [{ sku, quantity: 2 }] };
  await Cart.removePurchased(bought);
  await Cart.removePurchased(bought);
  expect(await quantities(to)).toEqual({});
});

test("open orders of both carts are canceled when the merged cart is ordered", async () => {
  const { sku } = await product({ stock: 3 });
  const [from, to] = [await readyCart({ sku, quantity: 1 }), await readyCart({ sku, quantity: 2 })];
  const [guests, own] = [await place(from), await place(to)];
  expect((await Inventory.available({ skus: [sku] }))[sku]).toBe(0);
  await Cart.merge({ from, to, ...customer() });
  expect((await Cart.read({ cartId: to })).lines).toMatchObject([{ quantity: 3, problem: null }]);
  const { orderId } = await place(to);
  expect(await Order.byId(guests)).toMatchObject({ status: "canceled" });
  expect(await Order.byId(own)).toMatchObject({ status: "canceled" });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 0, held: 3 });
  expect(await Order.byId({ orderId })).toMatchObject({ status: "pending" });
});

test("an order that is placed while carts are merged belongs to one of them", async () => {
  for (let round = 0; round < 5; round++) {
    const { sku } = await product({ stock: 5 });
    const [from, to] = [await readyCart({ sku, quantity: 2 }), Cart.newId()];
    const { reviewed } = await Checkout.read({ cartId: from });
    const [placed] = await Promise.allSettled([
      Checkout.place({ cartId: from, reviewed }),
      Cart.merge({ from, to, ...customer() }),
    ]);
    expect(await quantities(to)).toEqual({ [sku]: 2 });
    if (placed.status === "rejected") continue;
    const { orderId } = placed.value;
    await Cart.removePurchased({ cartId: from, orderId, lines: [{ sku, quantity: 2 }] });
    expect(await quantities(to)).toEqual({});
  }
});

test("checkout details of the customer's cart stay, and missing ones come from the guest's", async () => {
  const { sku } = await product();
  const from = await readyCart({ sku });
  const to = Cart.newId();
  await Cart.merge({ from, to, ...customer() });
  expect(await Cart.read({ cartId: to })).toMatchObject({ contact, address, delivery: "express" });
  expect(await Cart.read({ cartId: from })).toMatchObject({ contact: null, address: null });
});

test("for any two carts no line is above the stock and nothing is lost without a note", async () => {
  const shelf = await Promise.all([1, 3, 5, 9].map((stock) => product({ stock })));
  const amounts = fc.tuple(...[1, 3, 5, 9].map((stock) => fc.integer({ min: 0, max: stock })));
  await fc.assert(
    fc.asyncProperty(amounts, amounts, async (guests, own) => {
      const lines = (many: number[]) =>
        Object.fromEntries(shelf.flatMap(({ sku }, i) => (many[i] ? [[sku, many[i] ?? 0]] : [])));
      const [from, to] = [await cartOf(lines(guests)), await cartOf(lines(own))];
      const { count, changes } = await Cart.merge({ from, to, ...customer() });
      const after = await quantities(to);
      expect(count).toBe(Object.values(after).reduce((sum, quantity) => sum + quantity, 0));
      for (const [i, { sku }] of shelf.entries()) {
        const [wanted, stock] = [(guests[i] ?? 0) + (own[i] ?? 0), [1, 3, 5, 9][i] ?? 0];
        expect(after[sku] ?? 0).toBe(Math.min(wanted, stock));
        expect(changes.some((note) => note.startsWith(`Mug ${sku}:`))).toBe(wanted > stock);
      }
    }),
    { numRuns: 25 },
  );
});
