import { Cart } from "@securecart/core/cart";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

const year = 60 * 60 * 24 * 365;

/** Returns the cookie's name. The `__Host-` prefix binds it to this origin; browsers accept it over HTTPS only. */
const cartCookie = () => (Shop.secureCookies() ? "__Host-cart" : "cart");

/** Cookie with the number of items in the cart, which the header of prerendered pages reads in the browser. */
const countCookie = "cart_count";

const lasting = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies(), maxAge: year }) as const;

/** Returns the value of this browser's cart cookie, "" when there is none. It is not verified. */
export const cartInCookie = async () => (await cookies()).get(cartCookie())?.value ?? "";

/** Stores a guest's cart in this browser. */
export async function keepCart(cartId: string) {
  (await cookies()).set(cartCookie(), Cart.sign(cartId), { ...lasting(), httpOnly: true });
}

/** Stores a customer's cart in this browser. It opens only while the customer is signed in here. */
export async function keepOwnCart(cartId: string, customerId: string) {
  (await cookies()).set(cartCookie(), Cart.signOwn(cartId, customerId), { ...lasting(), httpOnly: true });
}

/** Removes the cart from this browser; the next person to use it starts with an empty one. */
export async function leaveCart() {
  const jar = await cookies();
  jar.set(cartCookie(), "", { ...lasting(), httpOnly: true, maxAge: 0 });
  jar.set(countCookie, "", { ...lasting(), maxAge: 0 });
}

/** Sets the number of items that the header shows. */
export async function showCount(count: number) {
  (await cookies()).set(countCookie, String(count), lasting());
}
