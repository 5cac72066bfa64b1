import { randomUUID } from "node:crypto";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Id } from "@securecart/core/id";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { expect, test } from "vitest";
import { ZodError } from "zod";
import { address, contact, place, product, readyCart, unique } from "#test/fixtures";
import { withCurrency } from "#test/settings";
import { CartEntity } from "./cart.entity";

test("an added item is in the cart, with price and stock", async () => {
  const { sku, slug } = await product({ price: 1250 });
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 2 });
  expect(await Cart.add({ cartId, sku, quantity: 1 })).toMatchObject({ count: 3 });
  expect(await Cart.read({ cartId })).toMatchObject({
    count: 3,
    subtotal: 3750,
    lines: [{ sku, slug, quantity: 3, unitPrice: 1250, total: 3750, available: 10, problem: null }],
  });
});

test.each([0, -1, 1.5, 1e9, Number.NaN, "2", null])("a quantity of %j is refused", async (quantity) => {
  const { sku } = await product();
  const cartId = Cart.newId();
  await expect(async () => Cart.add({ cartId, sku, quantity: quantity as number })).rejects.toThrow(ZodError);
  expect((await Cart.read({ cartId })).lines).toEqual([]);
});

test("an unknown SKU, a sold-out one and too large a quantity are refused, each with its own message", async () => {
  const cartId = Cart.newId();
  const { sku: none } = await product({ stock: 0 });
  const { sku: two } = await product({ stock: 2 });
  await expect(Cart.add({ cartId, sku: unique(), quantity: 1 })).rejects.toMatchObject({
    code: "cart.unknown_item",
  });
  await expect(Cart.add({ cartId, sku: none, quantity: 1 })).rejects.toMatchObject({ code: "cart.sold_out" });
  await expect(Cart.add({ cartId, sku: two, quantity: 3 })).rejects.toMatchObject({
    code: "cart.not_enough",
  });
  expect((await Cart.read({ cartId })).count).toBe(0);
});

test("a variant without a price in the currency of the cart is not for sale in it, rather than free", async () => {
  const cartId = Cart.newId();
  const { sku } = await product({ prices: { EUR: 2_300 } });
  await expect(Cart.add({ cartId, sku, quantity: 1 })).rejects.toMatchObject({ code: "cart.unknown_item" });
  const other = await product();
  await Cart.add({ cartId, sku: other.sku, quantity: 1 });
  await Cart.saveDetails({ cartId, details: { currency: "EUR" } });
  await Cart.add({ cartId, sku, quantity: 1 });
  await Cart.saveDetails({ cartId, details: { currency: "USD" } });
  const { lines } = await Cart.read({ cartId });
  expect(lines.find((line) => line.sku === sku)).toMatchObject({ problem: "gone" });
});

test("an empty cart has the currency of the shop, also after the shop changed it", async () => {
  const { sku } = await product();
  const cartId = Cart.newId();
  const currency = async () => (await Cart.read({ cartId })).currency;
  await Cart.add({ cartId, sku, quantity: 1 });
  expect(await currency()).toBe("USD");
  withCurrency("EUR");
  expect(await currency()).toBe("USD"); // it was filled in it
  await Cart.remove({ cartId, sku });
  expect(await currency()).toBe("EUR");
  await Cart.add({ cartId, sku, quantity: 1 });
  withCurrency("USD");
  expect(await Cart.read({ cartId })).toMatchObject({ currency: "EUR", subtotal: 2_300 });
});

test("ten adds at once all count", async () => {
  const { sku } = await product({ stock: 50 });
  const cartId = Cart.newId();
  await Promise.all(Array.from({ length: 10 }, () => Cart.add({ cartId, sku, quantity: 1 })));
  expect((await Cart.read({ cartId })).count).toBe(10);
});

test("a quantity can be changed and a line removed", async () => {
  const { sku } = await product();
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 2 });
  await Cart.setQuantity({ cartId, sku, quantity: 5 });
  expect((await Cart.read({ cartId })).count).toBe(5);
  await Cart.remove({ cartId, sku });
  await Cart.remove({ cartId, sku });
  expect((await Cart.read({ cartId })).lines).toEqual([]);
});

test("a line whose stock was sold has a problem and can still be reduced", async () => {
  const { sku } = await product({ stock: 3 });
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 3 });
  await place(await readyCart({ sku, quantity: 2 }));
  expect((await Cart.read({ cartId })).lines).toMatchObject([{ problem: "not_enough", available: 1 }]);
  await Cart.setQuantity({ cartId, sku, quantity: 1 });
  expect((await Cart.read({ cartId })).lines).toMatchObject([{ problem: null }]);
});

test("a cart's own open order does not make its lines look sold out", async () => {
  const { sku } = await product({ stock: 1 });
  const cartId = await readyCart({ sku });
  await place(cartId);
  expect((await Inventory.available({ skus: [sku] }))[sku]).toBe(0);
  expect((await Cart.read({ cartId })).lines).toMatchObject([{ problem: null, available: 1 }]);
});

test("a forged cookie opens no cart", () => {
  const cartId = Cart.newId();
  const cookie = Cart.sign(cartId);
  expect(Cart.open(cookie)).toBe(cartId);
  const other = Cart.newId();
  for (const forged of [
    cartId,
    `${cartId}.`,
    cookie.replace(cartId, other),
    `${cookie}x`,
    `${cookie}.x`,
    "",
    ".".repeat(5_000),
  ]) {
    expect(Cart.open(forged)).toBeNull();
  }
});

test("a customer's cart opens for that customer only", () => {
  const [cartId, customerId, other] = [Cart.newId(), Id.create("customer"), Id.create("customer")];
  const cookie = Cart.signOwn(cartId, customerId);
  expect(Cart.isOwn(cookie)).toBe(true);
  expect(Cart.openOwn(cookie, customerId)).toBe(cartId);
  expect(Cart.openOwn(cookie, other)).toBeNull();
  expect(Cart.open(cookie)).toBeNull();
  expect(Cart.open(cookie.replace(/\.own$/, ""))).toBeNull();
  expect(Cart.openOwn(`${Cart.sign(cartId)}.own`, customerId)).toBeNull();
  for (const forged of ["", ".own", `${cartId}..own`, `${cookie}.own`, ".".repeat(5_000)])
    expect(Cart.openOwn(forged, customerId)).toBeNull();
});

test("a request to add that is sent again adds nothing more", async () => {
  const { sku } = await product();
  const cartId = Cart.newId();
  const first = { cartId, sku, quantity: 2, requestId: randomUUID() };
  expect(await Cart.add(first)).toMatchObject({ count: 2 });
  expect(await Cart.add(first)).toMatchObject({ count: 2 });
  expect(await Cart.add({ ...first, requestId: randomUUID() })).toMatchObject({ count: 4 });
  expect(await Cart.add(first)).toMatchObject({ count: 4 });
  expect(await Cart.count({ cartId })).toBe(4);
});

test("purchased items are removed from the cart once, and later items stay", async () => {
  const { sku } = await product();
  const { sku: later } = await product();
  const cartId = await readyCart({ sku, quantity: 2 });
  const { orderId } = await place(cartId);
  await Cart.add({ cartId, sku: later, quantity: 1 });
  await Cart.add({ cartId, sku, quantity: 1 });
  const bought = { cartId, orderId, lines: [{ sku, quantity: 2 }] };
  expect(await Cart.count({ cartId })).toBe(4);
  expect(await Cart.count({ cartId, bought })).toBe(2);
  await Cart.removePurchased(bought);
  await Cart.removePurchased(bought);
  expect(await Cart.count({ cartId, bought })).toBe(2);
  const { lines } = await Cart.read({ cartId });
  expect(lines.map((line) => [line.sku, line.quantity]).sort()).toEqual(
    [
      [sku, 1],
      [later, 1],
    ].sort(),
  );
});

test("checkout returns the next step", async () => {
  const { sku } = await product();
  const cartId = Cart.newId();
  expect((await Checkout.read({ cartId })).next).toBe("cart");
  await Cart.add({ cartId, sku, quantity: 1 });
  expect((await Checkout.read({ cartId })).next).toBe("contact");
  await Checkout.setContact({ cartId, contact, address });
  expect((await Checkout.read({ cartId })).next).toBe("delivery");
  await expect(Checkout.setDelivery({ cartId, delivery: "by-dragon" })).rejects.toMatchObject({
    code: "checkout.unknown_delivery",
  });
  await Checkout.setDelivery({ cartId, delivery: "express" });
  expect((await Checkout.read({ cartId })).next).toBe("review");
});

test("a cart that changed since its review is not ordered", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  await Cart.setQuantity({ cartId, sku, quantity: 2 });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.changed" });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
});

test("ordering a changed cart again releases the stock of its first order", async () => {
  const { sku } = await product({ stock: 2 });
  const cartId = await readyCart({ sku, quantity: 2 });
  const first = await place(cartId);
  await Cart.setQuantity({ cartId, sku, quantity: 1 });
  const second = await place(cartId);
  expect(second).not.toEqual(first);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 1, held: 1 });
});

test("a cart without its details, or empty, is not ordered", async () => {
  const { sku } = await product();
  const cartId = Cart.newId();
  await expect(Checkout.place({ cartId, reviewed: "" })).rejects.toMatchObject({
    code: "checkout.incomplete",
  });
  await Cart.add({ cartId, sku, quantity: 1 });
  await expect(Checkout.place({ cartId, reviewed: "" })).rejects.toMatchObject({
    code: "checkout.incomplete",
  });
});

test("a line above the limit of an order is refused with the quantity that fits", async () => {
  const { sku } = await product({ price: 2_000_000, stock: 99 });
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 49 });
  await expect(Cart.add({ cartId, sku, quantity: 1 })).rejects.toMatchObject({
    code: "cart.too_large",
    message: expect.stringMatching(/\$999,999\.99.*You can order 49 at most/),
  });
  expect((await Cart.read({ cartId })).lines).toMatchObject([{ quantity: 49, problem: null }]);
});

test("lines that together are above the limit of an order are refused when they are ordered", async () => {
  const [one, other] = [await product({ price: 99_000_000 }), await product({ price: 99_000_000 })];
  const cartId = await readyCart({ sku: one.sku });
  await Cart.add({ cartId, sku: other.sku, quantity: 1 });
  const { reviewed } = await Checkout.read({ cartId });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({
    code: "order.too_large",
    message: expect.stringContaining("$999,999.99"),
  });
});

test.each([
  [
    "0151 23456789",
    { country: "DE", postalCode: "10115", region: undefined, city: "Berlin" },
    "+4915123456789",
  ],
  ["\u202d+1\u00a0(555)\u00a0010\u20110199\u202c", {}, "+15550100199"],
  ["(555) 010-0199", {}, "+15550100199"],
])("checkout stores the phone number %j by the country of the address", async (phone, where, kept) => {
  const { sku } = await product();
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 1 });
  const texted = { ...contact, phone, textUpdates: true };
  await Checkout.setContact({ cartId, contact: texted, address: { ...address, ...where } });
  expect((await Checkout.read({ cartId })).contact).toMatchObject({ phone: kept, textUpdates: true });
});

test("checkout refuses an invalid phone number", async () => {
  const wrong = { ...contact, phone: "12" };
  expect(() => Checkout.setContact({ cartId: Cart.newId(), contact: wrong, address })).toThrow(
    "not a complete phone number",
  );
});

test("a cart with a phone number stored as typed can be ordered", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await CartEntity.patch({ cartId })
    .set({ contact: { ...contact, phone: "555 010 0199" } })
    .go();
  const { reviewed } = await Checkout.read({ cartId });
  const { orderId } = await Checkout.place({ cartId, reviewed });
  expect((await Order.require(orderId)).contact.phone).toBe("555 010 0199");
});
