import Stripe from "stripe";
import { startServer } from "./testing";

const { STRIPE_CONTRACT_LIVE, STRIPE_SECRET_KEY } = process.env;

/** With a real test key and STRIPE_CONTRACT_LIVE=1 the same promises are asked of Stripe's own test mode. */
export const live = STRIPE_CONTRACT_LIVE === "1" && /^sk_test_\w{20,}$/.test(STRIPE_SECRET_KEY ?? "");

/** The SDK pointed at what is under contract, and how to let go of it. */
export async function contractTarget(): Promise<{ stripe: Stripe; url: string; close(): Promise<void> }> {
  if (live)
    return {
      stripe: new Stripe(STRIPE_SECRET_KEY ?? "", { maxNetworkRetries: 0, telemetry: false }),
      url: "https://api.stripe.com",
      close: async () => {},
    };
  return startServer();
}
