import { Cart } from "@securecart/core/cart";
import { Order } from "@securecart/core/order";
import { pay, pendingOrder } from "@securecart/core/test/fixtures";
import { expect, test, vi } from "vitest";

const settled = { timeout: 60_000, interval: 100 };

test("the webhook alone settles a payment whose shopper never returns", async () => {
  const { orderId, cartId, url } = await pendingOrder();
  await pay(url);
  await vi.waitFor(
    async () => expect(await Order.byId({ orderId })).toMatchObject({ status: "paid" }),
    settled,
  );
  await vi.waitFor(async () => expect(await Cart.count({ cartId })).toBe(0), settled);
});
