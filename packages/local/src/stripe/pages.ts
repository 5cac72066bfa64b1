import type Stripe from "stripe";
import { complete, completeSetup, pay, successUrl } from "./checkout-sessions";
import { ApiError } from "./errors";
import { type HttpRequest, type HttpResponse, html, seeOther } from "./http-message";
import { esc, layout, notice } from "./page-layout";
import { readPayForm } from "./pay-form";
import { type Filled, payPage } from "./pay-page";
import { createCard } from "./payment-methods";
import { confirm, failAuthentication } from "./payments";
import { confirmSetup, failSetupAuthentication } from "./setup-intents";
import { idOf, need, type World } from "./world";

const AUTHENTICATION_FAILED =
  "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

/** Serves `/c/…`: the payment pages for shoppers, as plain forms without scripts. */
export function createPages(world: World) {
  return (incoming: HttpRequest): HttpResponse => {
    const { method, url, body } = incoming;
    const [, page, id = ""] = /^\/c\/(pay|authenticate)\/(\w+)$/.exec(url.pathname) ?? [];
    if (!page) return notFound();
    if (method !== "GET" && method !== "HEAD" && method !== "POST")
      return { ...html(405, notice("Not allowed", "This page does not support this kind of request.")) };
    const values = method === "POST" ? Object.fromEntries(new URLSearchParams(body)) : null;
    if (page === "authenticate") return authenticate(world, id, values);
    const session = world.store.find("session", id);
    if (!session) return notFound();
    if (session.status === "expired") return expired(session);
    if (session.status === "complete") return values ? seeOther(successUrl(session)) : done(session);
    if (values) return submit(world, session, values);
    const failed = url.searchParams.get("failed") === "authentication";
    return html(200, payPage(world, session, failed ? { alert: AUTHENTICATION_FAILED } : {}));
  };
}

/** Processes a submission in one transaction. A decline is committed too, with its failed charge and events. */
function submit(
  world: World,
  session: Stripe.Checkout.Session,
  values: Record<string, string>,
): HttpResponse {
  const read = readPayForm(world, session, values);
  if ("errors" in read) return again(world, session, { values, errors: read.errors });
  const { card, saved, save, email, name, shippingRate, address, business } = read.form;
  const outcome = world.store.transaction(
    () => {
      try {
        const method =
          saved ??
          (card &&
            createCard(world, {
              ...card,
              billing: { email, name, address },
              // Not verified against Stripe: that later pages show a card of setup mode only when it is marked so.
              redisplay: save ? "always" : session.mode === "setup" ? "limited" : "unspecified",
            }));
        return pay(world, session, {
          email,
          name,
          method,
          ...(shippingRate && { shippingRate }),
          ...(address && { address }),
          ...(business && { business }),
        });
      } catch (error) {
        if (error instanceof ApiError) return error;
        throw error;
      }
    },
    (result) => !(result instanceof ApiError) || result.status === 402,
  );
  if (outcome instanceof ApiError)
    return again(world, need(world, "session", session.id), { values, alert: outcome.message });
  if (outcome.status === "complete") return seeOther(successUrl(outcome));
  return seeOther(`/c/authenticate/${idOf(outcome.payment_intent) ?? idOf(outcome.setup_intent)}`);
}

/** Renders the page again with its errors and status 422, which reports the failure to programs. */
function again(
  world: World,
  session: Stripe.Checkout.Session,
  { values = {}, ...wrong }: Filled,
): HttpResponse {
  const { number: _, cvc: __, expiry: ___, ...kept } = values;
  return html(422, payPage(world, session, { values: kept, ...wrong }));
}

/** Returns the payment or card setup that waits for authentication, with its two outcomes; null if there is none. */
function authenticationOf(world: World, id: string) {
  const byField = (field: string): Stripe.Checkout.Session | undefined => {
    const where = [{ sql: `json_extract(body, '$.${field}') = ?`, values: [id] }];
    return world.store.select("session", { where, limit: 1 })[0];
  };
  const methodOf = (method: string | { id: string } | null) =>
    need(world, "payment_method", idOf(method) ?? "");
  const setup = world.store.find("setup_intent", id);
  if (setup) {
    const session = byField("setup_intent");
    return {
      intent: setup,
      session,
      name: "setup_intent",
      fail: () => failSetupAuthentication(world, setup),
      pass: () => {
        const method = methodOf(setup.payment_method);
        const done = confirmSetup(world, setup, { method, returnUrl: null, authenticated: true });
        if (session) completeSetup(world, session, done);
      },
    };
  }
  const intent = world.store.find("intent", id);
  if (!intent) return null;
  const session = byField("payment_intent");
  return {
    intent,
    session,
    name: "payment_intent",
    fail: () => failAuthentication(world, intent),
    pass: () => {
      const method = methodOf(intent.payment_method);
      const paid = confirm(world, intent, { method, returnUrl: null, authenticated: true });
      if (session) complete(world, session, paid);
    },
  };
}

function authenticate(world: World, id: string, values: Record<string, string> | null): HttpResponse {
  const found = authenticationOf(world, id);
  if (!found) return notFound();
  const { intent, session, name } = found;
  if (session?.status === "complete") return seeOther(successUrl(session));
  if (session?.status === "expired") return expired(session);
  if (intent.status !== "requires_action")
    return session
      ? seeOther(`/c/pay/${session.id}`)
      : html(409, notice("Nothing to authenticate", "This payment is not waiting for authentication."));
  if (!values) return html(200, authenticatePage(intent));
  const passed = values.result === "complete";
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null;
  const refused = world.store.transaction(
    () => {
      try {
        if (passed) found.pass();
        else found.fail();
        return null;
      } catch (error) {
        if (error instanceof ApiError) return error;
        throw error;
      }
    },
    (result) => result === null || result.status === 402,
  );
  if (session)
    return seeOther(passed && !refused ? successUrl(session) : `/c/pay/${session.id}?failed=authentication`);
  if (refused) return html(422, notice("Not authenticated", refused.message));
  return returnUrl
    ? seeOther(backTo(returnUrl, name, intent, passed))
    : html(200, notice(passed ? "Authenticated" : "Not authenticated", "You can close this page."));
}

function backTo(
  returnUrl: string,
  name: string,
  { id, client_secret: secret }: Stripe.PaymentIntent | Stripe.SetupIntent,
  passed: boolean,
): string {
  const url = new URL(returnUrl);
  url.searchParams.set(name, id);
  if (secret) url.searchParams.set(`${name}_client_secret`, secret);
  url.searchParams.set("redirect_status", passed ? "succeeded" : "failed");
  return url.href;
}

function authenticatePage({ id }: { id: string }): string {
  return layout(
    "3D Secure",
    `<section class="notice"><h1>3D Secure</h1><p>Your bank asks you to confirm this payment. This is a test: choose the result.</p>
<form method="post" action="/c/authenticate/${esc(id)}"><button name="result" value="complete">Complete authentication</button><button class="plain" name="result" value="fail">Fail authentication</button></form></section>`,
  );
}

function expired({ cancel_url: href }: Stripe.Checkout.Session): HttpResponse {
  const text = "You have not been charged. Go back to the shop to start again.";
  return html(
    410,
    notice("This checkout session has expired", text, href ? { href, label: "Back" } : undefined),
  );
}

function done(session: Stripe.Checkout.Session): HttpResponse {
  const link = { href: successUrl(session), label: "Continue" };
  if (session.mode === "setup")
    return html(200, notice("Your card is saved", "You can return to the shop.", link));
  return html(
    200,
    notice("You have already paid", "This payment is complete. You will not be charged again.", link),
  );
}

function notFound(): HttpResponse {
  return html(404, notice("Page not found", "This payment page does not exist."));
}
