import { Cart } from "@securecart/core/cart";
import { Order } from "@securecart/core/order";
import type { NextRequest } from "next/server";
import { openOrder } from "#app/_lib/order-access";
import { readCart, showCount } from "#app/_lib/session";

/**
 * Updates the header's item count after the cart changed elsewhere. `order` is the URL part of an order: once it is paid,
 * its items no longer count.
 */
export async function GET(request: NextRequest) {
  const cartId = await readCart();
  const count = cartId ? await Cart.count({ cartId, bought: await boughtIn(request) }) : 0;
  await showCount(count);
  return Response.json({ count }, { headers: { "Cache-Control": "private, no-store" } });
}

async function boughtIn(request: NextRequest) {
  const orderId = await openOrder(request.nextUrl.searchParams.get("order") ?? "");
  const order = orderId ? await Order.byId({ orderId }) : null;
  if (!order || !Order.isBought(order.status)) return undefined;
  const lines = order.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  return { cartId: order.cartId, orderId: order.orderId, lines };
}
