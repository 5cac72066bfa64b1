import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Order } from "@securecart/core/order";
import { OrderLookup } from "@securecart/core/order-lookup";
import { Settings } from "@securecart/core/settings";
import { afterEach, expect, test, vi } from "vitest";
import { customer } from "#test/customers";
import { address, contact, place, product, readyCart, readyCartOf, unique } from "#test/fixtures";
import { withSettings } from "#test/settings";

afterEach(() => {
  vi.restoreAllMocks();
  for (const group of Settings.groupNames) Settings.forget(group);
});

async function cartOf({ price = 2_500, quantity = 1 } = {}) {
  const { sku } = await product({ price, stock: 99 });
  const cartId = await readyCart({ sku, quantity });
  return { cartId, sku };
}

const placed = async (cartId: string, more: object = {}) => {
  const { reviewed } = await Checkout.read({ cartId });
  return Checkout.place({ cartId, reviewed, ...more });
};

test("an order below the smallest one is refused, and the cart says how much is missing", async () => {
  withSettings("checkout", { minimumUSD: 5_000 });
  const { cartId, sku } = await cartOf();
  const { next, cartProblem } = await Checkout.read({ cartId });
  expect({ next, cartProblem }).toEqual({
    next: "cart",
    cartProblem: "The smallest order is $50.00. Please add items for $25.00 more.",
  });
  await expect(placed(cartId)).rejects.toMatchObject({ code: "checkout.incomplete" });
  await Cart.setQuantity({ cartId, sku, quantity: 2 });
  expect(await Checkout.read({ cartId })).toMatchObject({ next: "review", cartProblem: null });
  await placed(cartId);
});

test("more of one item than allowed does not fit in a cart, and a cart from before is not ordered", async () => {
  const { cartId, sku } = await cartOf({ quantity: 3 });
  withSettings("checkout", { mostOfOneItem: 2 });
  await expect(Cart.add({ cartId, sku, quantity: 1 })).rejects.toMatchObject({
    code: "cart.not_enough",
    message: "At most 2 of one item fit in a cart.",
  });
  expect((await Checkout.read({ cartId })).cartProblem).toMatch(/^You can order at most 2 of /);
  await expect(placed(cartId)).rejects.toMatchObject({ code: "checkout.incomplete" });
  await Cart.setQuantity({ cartId, sku, quantity: 2 });
  await placed(cartId);
});

test("a phone number is required, optional or not stored, as the merchant has set it", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  withSettings("checkout", { phone: "required" });
  expect((await Checkout.read({ cartId })).next, "a contact from before lacks it").toBe("contact");
  await expect(Checkout.setContact({ cartId, contact, address })).rejects.toMatchObject({
    code: "checkout.phone_required",
    field: "phone",
  });
  const phone = "+15550100199";
  await Checkout.setContact({ cartId, contact: { ...contact, phone }, address });
  expect((await Checkout.read({ cartId })).next).toBe("review");
  vi.restoreAllMocks();
  withSettings("checkout", { phone: "hidden" });
  await Checkout.setContact({ cartId, contact: { ...contact, phone, textUpdates: true }, address });
  const { contact: stored } = await Order.require((await placed(cartId)).orderId);
  expect(stored.textUpdates).toBeUndefined();
  expect(stored.phone ?? "").toBe("");
});

test("a guest cannot order in a shop for customers, and a customer can", async () => {
  withSettings("checkout", { guests: false });
  const { cartId } = await cartOf();
  await expect(placed(cartId)).rejects.toMatchObject({ code: "checkout.sign_in" });
  const { customerId } = await customer();
  await placed(cartId, { customerId });
});

test("terms must be accepted where the shop asks for it", async () => {
  withSettings("checkout", { termsPage: "/pages/terms" });
  const { cartId } = await cartOf();
  await expect(placed(cartId)).rejects.toMatchObject({ code: "checkout.terms", field: "acceptsTerms" });
  await placed(cartId, { acceptsTerms: true });
});

test("an order keeps its time to pay, its days for returns and its number when the settings change", async () => {
  withSettings("checkout", { payMinutes: 90 });
  withSettings("returns", { days: 60 });
  withSettings("orders", { prefix: "A-", suffix: "-X" });
  const { cartId } = await cartOf();
  const { orderId } = await placed(cartId);
  vi.restoreAllMocks();
  const order = await Order.require(orderId);
  expect(order).toMatchObject({ returnDays: 60, number: `A-${orderId.slice(4, 12)}-X` });
  const minutes = (Date.parse(order.paymentExpiresAt) - Date.parse(order.createdAt)) / 60_000;
  expect(minutes).toBeCloseTo(90, 0);
  for (const words of [order.number, order.number.toLowerCase()])
    expect((await Order.lookUp({ words })).map((row) => row.number)).toEqual([order.number]);
  expect(await Order.numbers({ orderIds: [orderId] })).toEqual({ [orderId]: order.number });
});

test("counted numbers rise, are never given twice, and are found without their beginning", async () => {
  withSettings("orders", { style: "counted", prefix: "#", digits: 6 });
  const ids = [];
  for (let i = 0; i < 12; i++) ids.push((await placed((await cartOf()).cartId)).orderId);
  const orders = await Promise.all(ids.map(Order.require));
  const numbers = orders.map(({ number }) => number);
  for (const number of numbers) expect(number).toMatch(/^#\d{6,}$/);
  expect(new Set(numbers).size).toBe(12);
  expect([...numbers].sort()).toEqual(numbers);
  const [first = ""] = numbers;
  const plain = `${Number(first.slice(1))}`;
  for (const words of [first, first.slice(1), plain])
    expect((await Order.lookUp({ words })).map(({ number }) => number)).toContain(first);
});

test("a customer finds an order by its number, also without its beginning", async () => {
  const email = `${unique().toLowerCase()}@example.com`;
  withSettings("orders", { prefix: "SHOP/" });
  const orders = [];
  for (let i = 0; i < 2; i++) {
    const { sku } = await product();
    orders.push(await place(await readyCartOf({ contact: { ...contact, email } }, { sku })));
  }
  const wanted = await Order.require(orders[0]?.orderId ?? "");
  for (const number of [wanted.number, wanted.number.slice(5)])
    expect((await OrderLookup.ordersOf({ email, number })).map((row) => row.number)).toEqual([wanted.number]);
  expect(await OrderLookup.ordersOf({ email, number: "0000" })).toHaveLength(2);
});
