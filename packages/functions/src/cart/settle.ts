import { Cart } from "@securecart/core/cart";
import { Order } from "@securecart/core/order";
import { eventHandler } from "../lib/event";

/** Removes what was ordered from the cart it came from. */
export const handler = eventHandler("CartQueue", ["order.authorized"], async ({ orderId, cartId }) => {
  const { lines } = await Order.require(orderId);
  await Cart.settle({ cartId, orderId, lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) });
});
