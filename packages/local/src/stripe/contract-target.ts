import Stripe from "stripe";
import { startServer } from "./testing";

const { STRIPE_CONTRACT_LIVE, STRIPE_SECRET_KEY } = process.env;

/** True with a real test key and STRIPE_CONTRACT_LIVE=1: the contract tests then run against Stripe's test mode. */
export const live = STRIPE_CONTRACT_LIVE === "1" && /^sk_test_\w{20,}$/.test(STRIPE_SECRET_KEY ?? "");

/** Returns the SDK for the server under test, and a function to close it. */
export async function contractTarget(): Promise<{ stripe: Stripe; url: string; close(): Promise<void> }> {
  if (live)
    return {
      stripe: new Stripe(STRIPE_SECRET_KEY ?? "", { maxNetworkRetries: 0, telemetry: false }),
      url: "https://api.stripe.com",
      close: async () => {},
    };
  return startServer();
}
