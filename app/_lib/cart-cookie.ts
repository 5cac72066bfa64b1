import { Cart } from "@securecart/core/cart";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

const year = 60 * 60 * 24 * 365;

/** The `__Host-` prefix binds the cookie to this very origin; browsers accept it over HTTPS only. */
const cartCookie = () => (Shop.secureCookies() ? "__Host-cart" : "cart");

/** How many pieces are in the cart, readable by the header of pages that are the same for everyone. */
export const countCookie = "cart_count";

const lasting = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies(), maxAge: year }) as const;

/** What this browser has in place of a cart. */
export const cartInCookie = async () => (await cookies()).get(cartCookie())?.value ?? "";

/** This browser has a guest's cart from now on. */
export async function keepCart(cartId: string) {
  (await cookies()).set(cartCookie(), Cart.sign(cartId), { ...lasting(), httpOnly: true });
}

/** This browser has a customer's cart, for as long as the customer is signed in here. */
export async function keepOwnCart(cartId: string, customerId: string) {
  (await cookies()).set(cartCookie(), Cart.signOwn(cartId, customerId), { ...lasting(), httpOnly: true });
}

/** Whoever uses this browser next begins with a fresh cart. */
export async function leaveCart() {
  const jar = await cookies();
  jar.set(cartCookie(), "", { ...lasting(), httpOnly: true, maxAge: 0 });
  jar.set(countCookie, "", { ...lasting(), maxAge: 0 });
}

/** Tells the header how many pieces the cart holds now. */
export async function showCount(count: number) {
  (await cookies()).set(countCookie, String(count), lasting());
}
