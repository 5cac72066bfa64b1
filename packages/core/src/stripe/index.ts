import Stripe from "stripe";
import { DomainError } from "../error";
import { Secret } from "../secret";

export * as StripeDoor from "./index";
export { Stripe };

/** The version our types and the Stripe-compatible server speak. */
export const apiVersion = "2026-10-28.endive";

let made: Stripe | undefined;

/**
 * The one client of Stripe. `STRIPE_API_BASE` says where it answers when that is not Stripe itself; a live key is
 * never sent anywhere else.
 */
export function client() {
  if (made) return made;
  const key = Secret.value("StripeSecretKey");
  const base = process.env.STRIPE_API_BASE;
  if (!base) {
    made = new Stripe(key, { apiVersion, maxNetworkRetries: 2, timeout: 20_000 });
    return made;
  }
  if (isLive()) throw new Error("A live Stripe key is set together with STRIPE_API_BASE. Unset one of them.");
  const { hostname, port, protocol } = new URL(base);
  made = new Stripe(key, {
    apiVersion,
    host: hostname,
    port: port || "443",
    protocol: protocol === "http:" ? "http" : "https",
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
  });
  return made;
}

/** Returns the page of a payment in Stripe's dashboard, or in that of the Stripe-compatible server. */
export function dashboardUrl(intentId: string) {
  const base = process.env.STRIPE_API_BASE;
  if (!base) return `https://dashboard.stripe.com/${isLive() ? "" : "test/"}payments/${intentId}`;
  const url = new URL(`/dashboard/payments/${intentId}`, base);
  if (url.hostname === "127.0.0.1") url.hostname = "localhost"; // where its pages are served
  return url.href;
}

/** Whether the configured key moves real money. */
export const isLive = () => /^(sk|rk)_live_/.test(Secret.value("StripeSecretKey"));

/**
 * Reads a webhook: checks the signature over the raw body, not older than 300 seconds, against the secret or, while
 * it is being changed, against several separated by commas. Throws `payment.bad_signature`.
 */
export function readWebhook(body: string, signature: string | undefined, receivedAt: number): Stripe.Event {
  const secrets = Secret.value("StripeWebhookSecret")
    .split(",")
    .map((secret) => secret.trim());
  const readable = signature && !/(^|,)v1=(,|$)/.test(signature); // Stripe's reader breaks on an empty one
  for (const secret of secrets) {
    if (!readable || secret === "") continue;
    try {
      return client().webhooks.constructEvent(body, signature, secret, 300, undefined, receivedAt);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
  }
  throw new DomainError(
    "auth",
    "payment.bad_signature",
    "The signature does not belong to this body, or it is too old.",
  );
}
