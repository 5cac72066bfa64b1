import { Cart } from "@securecart/core/cart";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

const year = 60 * 60 * 24 * 365;

/** The `__Host-` prefix binds the cookie to this very origin; browsers accept it over HTTPS only. */
const cartCookie = () => (Shop.secureCookies() ? "__Host-cart" : "cart");

/** How many pieces are in the cart, readable by the header of pages that are the same for everyone. */
export const countCookie = "cart_count";

const lasting = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies(), maxAge: year }) as const;

/** The shopper's cart, if there is one with our signature. */
export async function readCart(): Promise<string | null> {
  const value = (await cookies()).get(cartCookie())?.value;
  return value ? Cart.open(value) : null;
}

/** The shopper's cart; a new one when there is none. Only actions and route handlers may set the cookie. */
export async function openCart(): Promise<string> {
  const known = await readCart();
  if (known) return known;
  const cartId = Cart.newId();
  (await cookies()).set(cartCookie(), Cart.sign(cartId), { ...lasting(), httpOnly: true });
  return cartId;
}

/** Tells the header how many pieces the cart holds now. */
export async function showCount(count: number) {
  (await cookies()).set(countCookie, String(count), lasting());
}
