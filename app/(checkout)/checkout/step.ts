import { Checkout, type CheckoutView } from "@securecart/core/checkout";
import { redirect } from "next/navigation";
import { requireCustomer } from "#app/_lib/customer-session";
import { readCart } from "#app/_lib/session";

export type Step = "contact" | "delivery" | "review";

export const steps: { id: Step; label: string }[] = [
  { id: "contact", label: "Contact and address" },
  { id: "delivery", label: "Delivery" },
  { id: "review", label: "Review and pay" },
];

/** Returns the URL of the first incomplete step. */
export const urlOf = (next: CheckoutView["next"]) => (next === "cart" ? "/cart" : `/checkout/${next}`);

/** Reads the checkout for a step. Redirects to an earlier step that is incomplete; going back is always possible. */
export async function readStep(step: Step): Promise<CheckoutView> {
  return readAt(step, Checkout.read);
}

/** Reads the last step as `readStep` does, with the order of this cart that is still unpaid. */
export const readReview = () => readAt("review", Checkout.review);

async function readAt<View extends CheckoutView>(
  step: Step,
  read: (ref: { cartId: string }) => Promise<View>,
) {
  const cartId = await readCart();
  if (!cartId) redirect("/cart");
  const checkout = await read({ cartId });
  if (!checkout.rules.guests && checkout.next !== "cart") await requireCustomer({ from: "/checkout" });
  if (checkout.next === "cart" || order(checkout.next) < order(step)) redirect(urlOf(checkout.next));
  return checkout;
}

const order = (step: Step) => steps.findIndex(({ id }) => id === step);
