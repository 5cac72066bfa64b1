import { Cart } from "@securecart/core/cart";
import { Customer } from "@securecart/core/customer";
import { Log } from "@securecart/core/log";
import { Order } from "@securecart/core/order";
import { cartInCookie, keepOwnCart, showCount } from "./cart-cookie";

export type AfterSignIn = { customerId: string; verifiedEmail: string };

/**
 * What follows each way of signing in, in the same request: the guest's cart becomes the customer's and earlier orders
 * are claimed. Answers what changed in the cart, in words; a trouble here must not keep anybody out.
 */
export async function afterSignIn({
  customerId,
  verifiedEmail,
}: AfterSignIn): Promise<{ changes: string[] }> {
  const [changes] = await Promise.all([
    spared(() => takeCartAlong(customerId), []),
    spared(async () => void (await Order.claim({ customerId, email: verifiedEmail })), undefined),
  ]);
  return { changes };
}

async function takeCartAlong(customerId: string): Promise<string[]> {
  const profile = await Customer.byId({ customerId });
  if (!profile) return [];
  const from = Cart.open(await cartInCookie());
  const { count, changes } = await Cart.merge({ from, to: profile.cartId, customerId });
  await keepOwnCart(profile.cartId, customerId);
  await showCount(count);
  return changes;
}

async function spared<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  return work().catch((error) => {
    Log.error("sign_in.after_failed", error);
    return otherwise;
  });
}
