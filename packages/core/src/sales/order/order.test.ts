import { Cart } from "@securecart/core/cart";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { expect, test } from "vitest";
import { pay, pendingOrder, place, product, readyCart } from "#test/fixtures";

const stockOf = async (sku: string) => (await Inventory.ledger({ sku })).stock;

test("placing an order holds its stock before it is paid", async () => {
  const { sku } = await product({ stock: 3 });
  const { orderId } = await place(await readyCart({ sku, quantity: 2 }));
  expect(await stockOf(sku)).toMatchObject({ available: 1, held: 2 });
  expect(await Order.byId({ orderId })).toMatchObject({
    status: "pending",
    timeline: [{ status: "pending" }],
  });
});

test("the same cart submitted twice is one order", async () => {
  const { sku } = await product({ stock: 3 });
  const cartId = await readyCart({ sku, quantity: 2 });
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => place(cartId)));
  for (const other of others) expect(other).toEqual(first);
  expect(await place(cartId)).toEqual(first);
  expect(await stockOf(sku)).toMatchObject({ available: 1, held: 2 });
});

test("a paid order is authorized, then captured, and its cart is empty", async () => {
  const { orderId, cartId, sku, url } = await pendingOrder();
  const { status } = await pay(url);
  expect(status).toBe(303);
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
  expect((await Payment.capture({ orderId })).status).toBe("paid");
  expect((await Payment.capture({ orderId })).status).toBe("paid");
  expect(await stockOf(sku)).toMatchObject({ available: 9, held: 0 });
  const { lines } = await Order.require(orderId);
  await Cart.removePurchased({
    cartId,
    orderId,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  });
  expect((await Cart.read({ cartId })).count).toBe(0);
});
