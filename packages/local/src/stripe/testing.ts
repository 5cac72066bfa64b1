import { createServer, type IncomingHttpHeaders } from "node:http";
import Stripe from "stripe";
import { stripeControl } from "./control-client";
import { type StripeOptions, startStripe } from "./server";

export const KEY = "sk_test_local";
export const HOOK_SECRET = "whsec_for_tests";
const CARD = { number: "4242 4242 4242 4242", expiry: "12 / 34", cvc: "123", name: "Ann Shopper" };

/** Returns the real SDK for our server, without retries, so that tests see each response. */
export function sdk(url: string, config: Partial<ConstructorParameters<typeof Stripe>[1]> = {}): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(KEY, {
    host: hostname,
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  });
}

export async function startServer(options: Partial<StripeOptions> = {}) {
  const server = await startStripe({ port: 0, dataFile: ":memory:", ...options });
  const stripe = sdk(server.url);
  const control = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${server.url}/_control/${path}`, {
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return { ...server, ...stripeControl(server.url), stripe, control };
}

export interface Received {
  event: Stripe.Event;
  body: string;
  headers: IncomingHttpHeaders;
}

/** Starts a webhook endpoint that records requests and responds with the next status in `answers`, or 200. */
export async function startReceiver(port = 0) {
  const got: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      got.push({ event: JSON.parse(body), body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${taken}/hook`,
    port: taken,
    got,
    answers,
    of: (type: Stripe.Event.Type) => got.filter(({ event }) => event.type === type),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits until `probe` returns a value. Throws after `seconds`. */
export async function until<T>(
  probe: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  seconds = 45,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for ${probe}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Returns the error of a refused call. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Stripe.errors.StripeError) return outcome;
  throw new Error(outcome instanceof Error ? outcome.message : "the call was accepted");
}

/** Returns parameters of a session over one hat for $12.00, which a test can change. */
export function hat(
  extra: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [
      { price_data: { currency: "usd", unit_amount: 1200, product_data: { name: "Hat" } }, quantity: 1 },
    ],
    success_url: "http://127.0.0.1:9/success?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:9/cart",
    ...extra,
  };
}

/** Submits a form without following the redirect. */
export function submit(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
}

/** Submits the hosted page of a session. */
export function payOn(
  session: Stripe.Checkout.Session,
  fields: Record<string, string> = {},
): Promise<Response> {
  if (!session.url) throw new Error("the session has no url");
  return submit(session.url, { email: "ann@example.com", ...CARD, ...fields });
}

/** Returns the text of the page's alert. */
export async function alertOf(page: Response): Promise<string> {
  const [, text = ""] = /role="alert">([\s\S]*?)<\/div>/.exec(await page.text()) ?? [];
  return text.replaceAll("&#39;", "'");
}
