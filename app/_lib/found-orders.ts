import { OrderLookup } from "@securecart/core/order-lookup";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

const name = () => (Shop.secureCookies() ? "__Host-orders" : "orders");

/** This browser may see for a while what a letter's link opened. */
export async function keepPass(pass: string) {
  (await cookies()).set(name(), pass, {
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    secure: Shop.secureCookies(),
    maxAge: OrderLookup.lifeSeconds,
  });
}

/** The orders that a letter's link opened in this browser of late, or null. */
export async function foundOrders() {
  const pass = (await cookies()).get(name())?.value ?? "";
  return pass && pass.length <= 100 ? OrderLookup.found({ pass }) : null;
}
