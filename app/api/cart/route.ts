import { Cart } from "@securecart/core/cart";
import { readCart, showCount } from "#app/_lib/session";

/** Updates the header's item count after the cart changed elsewhere, for example when its order was paid. */
export async function GET() {
  const cartId = await readCart();
  const count = cartId ? await Cart.count({ cartId }) : 0;
  await showCount(count);
  return Response.json({ count }, { headers: { "Cache-Control": "private, no-store" } });
}
