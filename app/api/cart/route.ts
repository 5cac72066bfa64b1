import { Cart } from "@securecart/core/cart";
import { readCart, showCount } from "#app/_lib/session";

/** Brings the header's number up to date after the cart changed elsewhere, as it does when an order is paid. */
export async function GET() {
  const cartId = await readCart();
  const count = cartId ? await Cart.count({ cartId }) : 0;
  await showCount(count);
  return Response.json({ count }, { headers: { "Cache-Control": "private, no-store" } });
}
