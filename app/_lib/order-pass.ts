import { OrderLookup } from "@securecart/core/order-lookup";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

const name = () => (Shop.secureCookies() ? "__Host-orders" : "orders");

/** Lets this browser see the orders behind an emailed link for a while. */
export async function keepPass(pass: string) {
  (await cookies()).set(name(), pass, {
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    secure: Shop.secureCookies(),
    maxAge: OrderLookup.lifeSeconds,
  });
}

/** Returns the orders that an emailed link recently opened in this browser, or null. */
export async function foundOrders() {
  const pass = (await cookies()).get(name())?.value ?? "";
  return pass && pass.length <= 100 ? OrderLookup.found({ pass }) : null;
}
