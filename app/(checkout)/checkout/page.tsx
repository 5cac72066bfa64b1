import { Checkout } from "@securecart/core/checkout";
import { redirect } from "next/navigation";
import { readCart } from "#app/_lib/session";
import { urlOf } from "./step";

/** Redirects to the step where the shopper left off. */
export default async function CheckoutPage() {
  const cartId = await readCart();
  redirect(cartId ? urlOf((await Checkout.read({ cartId })).next) : "/cart");
}
