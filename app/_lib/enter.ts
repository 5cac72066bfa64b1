import { redirect } from "next/navigation";
import { afterSignIn } from "./after-sign-in";
import { dropChallenge } from "./challenge-cookie";
import { beginCustomer } from "./customer-session";
import { safePath } from "./safe-path";

type Opened = { token: string; customerId: string; email: string };

/**
 * Every way of signing in ends here. Leads back to where somebody came from; to the cart when something changed in it,
 * because there it is said what.
 */
export async function enter(opened: Opened, from: unknown): Promise<never> {
  redirect(await enterQuietly(opened, from));
}

/** The same, and answers where to go, for those who are not led there by a form. */
export async function enterQuietly({ token, customerId, email }: Opened, from: unknown): Promise<string> {
  await beginCustomer({ token });
  await dropChallenge();
  const { changes } = await afterSignIn({ customerId, verifiedEmail: email });
  return changes.length > 0 ? "/cart" : safePath(from, "/account");
}
