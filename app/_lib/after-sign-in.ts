import { Cart } from "@securecart/core/cart";
import { Customer } from "@securecart/core/customer";
import { Log } from "@securecart/core/log";
import { Order } from "@securecart/core/order";
import { cartInCookie, keepOwnCart, showCount } from "./cart-cookie";

export type AfterSignIn = { customerId: string; verifiedEmail: string };

/**
 * Merges the guest's cart into the customer's and claims earlier orders, in the request of every kind of sign-in.
 * Returns a sentence for each change in the cart. An error here is logged and never blocks the sign-in.
 */
export async function afterSignIn({
  customerId,
  verifiedEmail,
}: AfterSignIn): Promise<{ changes: string[] }> {
  const [changes] = await Promise.all([
    logged(() => mergeCart(customerId), []),
    logged(async () => void (await Order.claim({ customerId, email: verifiedEmail })), undefined),
  ]);
  return { changes };
}

async function mergeCart(customerId: string): Promise<string[]> {
  const profile = await Customer.byId({ customerId });
  if (!profile) return [];
  const from = Cart.open(await cartInCookie());
  const { count, changes } = await Cart.merge({ from, to: profile.cartId, customerId });
  await keepOwnCart(profile.cartId, customerId);
  await showCount(count);
  return changes;
}

async function logged<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  return work().catch((error) => {
    Log.error("sign_in.after_failed", error);
    return otherwise;
  });
}
