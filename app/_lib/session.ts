import { Cart } from "@securecart/core/cart";
import { cartInCookie, keepCart } from "./cart-cookie";
import { readCustomer } from "./customer-session";

export { countCookie, showCount } from "./cart-cookie";

/**
 * The shopper's cart, if there is one with our signature. A customer's opens for that customer only, and only while they
 * are signed in: what a session that was ended elsewhere leaves in a browser opens nothing.
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

/** The shopper's cart; a new one when there is none. Only actions and route handlers may set the cookie. */
export async function openCart(): Promise<string> {
  const known = await readCart();
  if (known) return known;
  const cartId = Cart.newId();
  await keepCart(cartId);
  return cartId;
}
