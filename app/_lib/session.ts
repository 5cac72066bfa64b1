import { Cart } from "@securecart/core/cart";
import { cartInCookie, keepCart } from "./cart-cookie";
import { readCustomer } from "./customer-session";

export { showCount } from "./cart-cookie";

/**
 * Returns the ID of the shopper's cart when its cookie has our signature, else null. A customer's cart opens only while
 * that customer is signed in: the cookie of a session that was ended elsewhere opens nothing.
 */
export async function readCart(): Promise<string | null> {
  const value = await cartInCookie();
  if (!value) return null;
  const guests = Cart.open(value);
  if (guests) return guests;
  if (!Cart.isOwn(value)) return null;
  const customer = await readCustomer({ quiet: true });
  return customer && Cart.openOwn(value, customer.customerId);
}

/** Returns the shopper's cart or creates one. Only actions and route handlers may call it, because it sets a cookie. */
export async function openCart(): Promise<string> {
  const known = await readCart();
  if (known) return known;
  const cartId = Cart.newId();
  await keepCart(cartId);
  return cartId;
}
