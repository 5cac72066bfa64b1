import { Cart } from "@securecart/core/cart";
import { Companion } from "@securecart/core/companion";
import { Order } from "@securecart/core/order";
import { purchaseEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Removes what was ordered from the cart it came from, and counts its products as bought together. */
export const handler = eventHandler("CartQueue", purchaseEvents, async ({ detail }) => {
  const { orderId, cartId } = detail;
  const { lines } = await Order.require(orderId);
  await Cart.removePurchased({
    cartId,
    orderId,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  });
  await Companion.countOrder({ orderId, skus: lines.map(({ sku }) => sku) });
});
