import type Stripe from "stripe";
import { amounts, shopper } from "./checkout-create";
import { totals } from "./checkout-plan";
import { createCustomer } from "./customers";
import { clearDeadline } from "./deadlines";
import { invalid } from "./errors";
import { emit } from "./events";
import { listOf } from "./lists";
import { createIntent } from "./payment-intents";
import { attach } from "./payment-methods";
import { cancel, confirm } from "./payments";
import type { Handlers } from "./routes";
import { cancelSetup, confirmSetup } from "./setup-intents";
import { createTaxId } from "./tax-ids";
import { idOf, metadata, need, type World } from "./world";

/** Input of a shopper on the hosted page. */
export interface Submission {
  email: string;
  name: string;
  /** Null when there is nothing to pay. */
  method: Stripe.PaymentMethod | null;
  shippingRate?: string;
  address?: Stripe.Address;
  business?: Business;
}

/** Business for which a shopper buys. */
export interface Business {
  name: string;
  taxId: { type: Stripe.TaxId.Type; value: string };
}

/**
 * Pays an open session. Returns the session: complete, or still open while the shopper has to authenticate. A decline
 * throws the card's 402 and leaves the session open for another attempt.
 */
export function pay(
  world: World,
  session: Stripe.Checkout.Session,
  submission: Submission,
): Stripe.Checkout.Session {
  const { email, name, method, address, business } = submission;
  const chosen = choose(world, session, submission.shippingRate);
  const filled: Stripe.Checkout.Session = {
    ...chosen,
    customer_details: shopper({
      email,
      name: business?.name ?? name,
      address: address ?? null,
      business_name: business?.name ?? null,
      tax_ids: business ? [business.taxId] : [],
    }),
    ...((address || business) && {
      collected_information: {
        business_name: business?.name ?? null,
        individual_name: null,
        shipping_details: address ? { address, name } : null,
      },
    }),
  };
  if (filled.mode === "setup") return save(world, filled, submission);
  if (filled.amount_total === 0) return complete(world, filled, null);
  if (!method) throw invalid("Your card number is incomplete.", "number");
  const intent = intentOf(world, filled, submission);
  const attempted: Stripe.Checkout.Session = { ...filled, payment_intent: intent.id };
  world.store.put("session", attempted);
  const result = confirm(world, intent, { method, returnUrl: successUrl(attempted) });
  return result.status === "requires_action" ? attempted : complete(world, attempted, result);
}

/** Saves the card of a session in setup mode, or leaves the session open until the shopper authenticates. */
function save(
  world: World,
  session: Stripe.Checkout.Session,
  { email, name, method }: Submission,
): Stripe.Checkout.Session {
  if (!method) throw invalid("Your card number is incomplete.", "number");
  const setup = need(world, "setup_intent", idOf(session.setup_intent) ?? "");
  const customer = idOf(setup.customer) ?? customerOf(world, session, { email, name });
  world.store.put("session", session);
  const done = confirmSetup(world, { ...setup, customer }, { method, returnUrl: successUrl(session) });
  return done.status === "requires_action" ? session : completeSetup(world, session, done);
}

/** Closes a session whose card is saved. */
export function completeSetup(
  world: World,
  session: Stripe.Checkout.Session,
  { customer }: Stripe.SetupIntent,
): Stripe.Checkout.Session {
  return complete(world, { ...session, customer: idOf(customer) }, null);
}

/** Records the shopper's choice of shipping, and the new total. */
function choose(
  world: World,
  session: Stripe.Checkout.Session,
  rate: string | undefined,
): Stripe.Checkout.Session {
  if (!rate) return session;
  if (!session.shipping_options.some((option) => idOf(option.shipping_rate) === rate))
    throw invalid("Choose a shipping option.", "shipping_rate");
  const plan = {
    ...need(world, "plan", session.id),
    shipping: need(world, "shipping_rate", rate, "shipping_rate"),
  };
  world.store.put("plan", plan);
  return { ...session, ...amounts(plan) };
}

/** Returns the session's only intent: created at the first attempt, updated at each further one. */
function intentOf(world: World, session: Stripe.Checkout.Session, { email, name, address }: Submission) {
  const { intent: data } = need(world, "plan", session.id);
  const amount = session.amount_total ?? 0;
  if (session.payment_intent) {
    const intent = need(world, "intent", idOf(session.payment_intent) ?? "");
    return { ...intent, amount, receipt_email: data.receipt_email ?? intent.receipt_email };
  }
  const customer = idOf(session.customer) ?? customerOf(world, session, { email, name });
  return createIntent(world, {
    amount,
    currency: session.currency ?? "usd",
    capture_method: data.capture_method ?? "automatic_async",
    metadata: data.metadata ?? {},
    ...(customer && { customer }),
    ...(data.description && { description: data.description }),
    ...(data.receipt_email && { receipt_email: data.receipt_email }),
    ...(data.setup_future_usage && { setup_future_usage: data.setup_future_usage }),
    ...(data.statement_descriptor && { statement_descriptor: data.statement_descriptor }),
    ...(data.statement_descriptor_suffix && {
      statement_descriptor_suffix: data.statement_descriptor_suffix,
    }),
    ...(data.transfer_group && { transfer_group: data.transfer_group }),
    ...(data.shipping
      ? { shipping: data.shipping }
      : address && { shipping: { name, address: toParam(address) } }),
  });
}

function toParam({ city, country, line1, line2, postal_code, state }: Stripe.Address): Stripe.AddressParam {
  return {
    ...(city && { city }),
    ...(country && { country }),
    ...(line1 && { line1 }),
    ...(line2 && { line2 }),
    ...(postal_code && { postal_code }),
    ...(state && { state }),
  };
}

function customerOf(
  world: World,
  session: Stripe.Checkout.Session,
  fields: { email: string; name: string },
): string | null {
  return session.customer_creation === "always" ? createCustomer(world, fields).id : null;
}

/** Completes a session after its payment. A payment that is only authorized leaves it `unpaid` until the capture. */
export function complete(
  world: World,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): Stripe.Checkout.Session {
  const done: Stripe.Checkout.Session = {
    ...session,
    automatic_tax: { ...session.automatic_tax, status: session.automatic_tax.enabled ? "complete" : null },
    customer: idOf(intent?.customer) ?? idOf(session.customer),
    payment_status: !intent ? "no_payment_required" : intent.status === "succeeded" ? "paid" : "unpaid",
    status: "complete",
    url: null,
  };
  world.store.put("session", done);
  clearDeadline(world, "session", session.id);
  saveCard(world, done, intent);
  keepDetails(world, done, !session.customer);
  redeem(world, done);
  emit(world, "checkout.session.completed", done);
  return done;
}

/** Attaches the card to the customer when the shopper chose to save it. */
function saveCard(world: World, session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): void {
  const customer = idOf(session.customer);
  const method = intent && world.store.find("payment_method", idOf(intent.payment_method) ?? "");
  if (!customer || !method || method.customer || method.allow_redisplay !== "always") return;
  attach(world, method, customer);
}

/** Saves details from the page on the customer, as far as the session requests it. */
function keepDetails(world: World, session: Stripe.Checkout.Session, isNew: boolean): void {
  const present = world.store.find("customer", idOf(session.customer) ?? "");
  const details = session.customer_details;
  if (!present || !details) return;
  const { customerUpdate: update } = need(world, "plan", session.id);
  const shipping = session.collected_information?.shipping_details;
  const customer: Stripe.Customer = {
    ...present,
    ...(details.name && (isNew || update?.name === "auto") && { name: details.name }),
    ...(shipping &&
      (isNew || update?.shipping === "auto") && {
        shipping: { address: shipping.address, name: shipping.name, phone: null },
      }),
  };
  if (JSON.stringify(customer) !== JSON.stringify(present)) {
    world.store.put("customer", customer);
    emit(world, "customer.updated", customer);
  }
  const where = [{ sql: "json_extract(body, '$.customer') = ?", values: [customer.id] }];
  const known = world.store.select("tax_id", { where, limit: 100 });
  for (const { type, value } of details.tax_ids ?? [])
    if (value !== null && !known.some((taxId) => taxId.type === type && taxId.value === value))
      createTaxId(world, customer.id, { type, value });
}

function redeem(world: World, session: Stripe.Checkout.Session): void {
  const coupon = need(world, "plan", session.id).coupon;
  const kept = coupon && world.store.find("coupon", coupon.id);
  if (kept) world.store.put("coupon", { ...kept, times_redeemed: kept.times_redeemed + 1 });
  for (const { promotion_code: code } of session.discounts ?? []) {
    const promotion = world.store.find("promotion_code", idOf(code) ?? "");
    if (promotion)
      world.store.put("promotion_code", { ...promotion, times_redeemed: promotion.times_redeemed + 1 });
  }
}

/** Expires an open session and cancels its unfinished payment or setup. */
export function expire(world: World, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired: Stripe.Checkout.Session = { ...session, status: "expired", url: null };
  world.store.put("session", expired);
  clearDeadline(world, "session", session.id);
  const intent = session.payment_intent
    ? world.store.find("intent", idOf(session.payment_intent) ?? "")
    : undefined;
  if (intent && intent.status !== "succeeded" && intent.status !== "canceled")
    cancel(world, intent, "expired");
  const setup = world.store.find("setup_intent", idOf(session.setup_intent) ?? "");
  // Not verified against Stripe: the cancellation reason.
  if (setup && setup.status !== "succeeded" && setup.status !== "canceled")
    cancelSetup(world, setup, "abandoned");
  emit(world, "checkout.session.expired", expired);
  return expired;
}

export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? session.return_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

/** Returns a page of the session's line items, in their original order. */
export function lineItems(
  world: World,
  id: string,
  { limit = 10, starting_after: after }: { limit?: number; starting_after?: string } = {},
): Stripe.ApiList<Stripe.LineItem> {
  const { items } = totals(need(world, "plan", id));
  const start = after ? items.findIndex((item) => item.id === after) + 1 : 0;
  return {
    object: "list",
    data: items.slice(start, start + limit),
    has_more: items.length > start + limit,
    url: `/v1/checkout/sessions/${id}/line_items`,
  };
}

export const checkoutSessions = {
  "GET /v1/checkout/sessions": (world, { customer, customer_details, payment_intent, status, ...page }) =>
    listOf(world, "session", "/v1/checkout/sessions", page, {
      equal: { customer, payment_intent, status, "customer_details.email": customer_details?.email },
    }),
  "GET /v1/checkout/sessions/:id": (world, _, { id }) => need(world, "session", id),
  "POST /v1/checkout/sessions/:id": (world, { metadata: given }, { id }) => {
    const present = need(world, "session", id);
    const session: Stripe.Checkout.Session = {
      ...present,
      metadata: given === undefined ? present.metadata : metadata(given, present.metadata),
    };
    world.store.put("session", session);
    return session;
  },
  "POST /v1/checkout/sessions/:id/expire": (world, _, { id }) => {
    const session = need(world, "session", id);
    if (session.status !== "open")
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    return expire(world, session);
  },
  "GET /v1/checkout/sessions/:id/line_items": (world, page, { id }) => {
    need(world, "session", id);
    return lineItems(world, id, page);
  },
} satisfies Partial<Handlers>;
