import Stripe from "stripe";
import { z } from "zod";
import { DomainError } from "../error";
import { Secret } from "../secret";

export * as StripeApi from "./index";
export { Stripe };

/** API version of our types and of the Stripe-compatible server. */
export const apiVersion = "2026-10-28.endive";

let made: Stripe | undefined;

/**
 * Returns the client of Stripe. `STRIPE_API_BASE` names another server with its API; a live key is only ever sent to
 * Stripe.
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

/** Tells whether the configured key moves real money. */
export const isLive = () => /^(sk|rk)_live_/.test(Secret.value("StripeSecretKey"));

/** Largest difference between a webhook's time and ours, in seconds, in both directions. */
const toleranceSeconds = 300;

const Name = z.string().regex(/^[\w.:-]{1,200}$/);
const Webhook = z.looseObject({ id: Name, type: Name });

/**
 * Reads a webhook. Checks the signature of the raw body and that it is at most 300 seconds from now. The secret may hold
 * several, separated by commas, while it is being changed. Throws `payment.bad_signature`, and `payment.unreadable` for a
 * signed body that is not an event.
 */
export function readWebhook(body: string, signature: string | undefined, receivedAt: number): Stripe.Event {
  if (!signature || !isSigned(body, signature, receivedAt))
    throw new DomainError(
      "auth",
      "payment.bad_signature",
      "The signature does not belong to this body, or its time is more than five minutes from now.",
    );
  const event = Webhook.safeParse(parsed(body));
  if (event.success) return event.data as unknown as Stripe.Event;
  throw new DomainError(
    "input",
    "payment.unreadable",
    "The body is not an event: it needs an id and a type.",
  );
}

function isSigned(body: string, signature: string, receivedAt: number) {
  if (/(^|,)v1=(,|$)/.test(signature)) return false; // Stripe's library throws on an empty one
  const latest = receivedAt / 1000 + toleranceSeconds;
  const times = [...signature.matchAll(/(?:^|,)\s*t=(\d+)/g)].map(([, time]) => Number(time));
  if (times.some((time) => time > latest)) return false; // Stripe's library checks the past only
  return Secret.value("StripeWebhookSecret")
    .split(",")
    .map((secret) => secret.trim())
    .some((secret) => secret !== "" && fits(body, signature, secret, receivedAt));
}

function fits(body: string, signature: string, secret: string, receivedAt: number) {
  try {
    const { signature: reader } = client().webhooks;
    return reader?.verifyHeader(body, signature, secret, toleranceSeconds, undefined, receivedAt) ?? false;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // refused like every other body that is not an event
  }
}
