import { redirect } from "next/navigation";
import { afterSignIn } from "./after-sign-in";
import { dropChallenge } from "./challenge-cookie";
import { beginCustomer } from "./customer-session";
import { safePath } from "./safe-path";

type Opened = { token: string; customerId: string; email: string };

/**
 * Completes every kind of sign-in. Redirects back to where the customer came from, or to the cart when the merge
 * changed it, because the cart page lists the changes.
 */
export async function completeSignIn(opened: Opened, from: unknown): Promise<never> {
  redirect(await finishSignIn(opened, from));
}

/** Completes a sign-in like `completeSignIn`, and returns the path to go to instead of redirecting. */
export async function finishSignIn({ token, customerId, email }: Opened, from: unknown): Promise<string> {
  await beginCustomer({ token });
  await dropChallenge();
  const { changes } = await afterSignIn({ customerId, verifiedEmail: email });
  return changes.length > 0 ? "/cart" : safePath(from, "/account");
}
