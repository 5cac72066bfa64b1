import type Stripe from "stripe";
import { fingerprint, isAlias, numberOfAlias, requireNumber, testCard } from "./cards";
import { invalid } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { CardMethod } from "./params";
import type { Handlers } from "./routes";
import { cleared, idOf, metadata, need, toAddress, type World } from "./world";

interface CardInput {
  number: string;
  cvc?: string;
  expMonth?: number;
  expYear?: number;
  billing?: Partial<Stripe.PaymentMethod.BillingDetails>;
  redisplay?: Stripe.PaymentMethod.AllowRedisplay;
}

/** Stores a card and returns its public details, without the number. */
export function createCard(world: World, input: CardInput): Stripe.PaymentMethod {
  const {
    number,
    cvc = "123",
    expMonth = 12,
    expYear = 2034,
    billing = {},
    redisplay = "unspecified",
  } = input;
  const { brand, failsCvcCheck } = testCard(number);
  const method: Stripe.PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: redisplay,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null, ...billing },
    card: {
      brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: failsCvcCheck ? "fail" : "pass",
      },
      country: "US",
      display_brand: brand,
      exp_month: expMonth,
      exp_year: expYear,
      fingerprint: fingerprint(number),
      funding: "credit",
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
  world.store.put("payment_method", method);
  world.store.put("card", { id: method.id, number, cvc });
  return method;
}

/** Returns a payment method by its id. Stripe's aliases (`pm_card_visa`) create a new one each time. */
export function methodOf(world: World, id: string, param = "payment_method"): Stripe.PaymentMethod {
  return isAlias(id)
    ? createCard(world, { number: numberOfAlias(id, param) })
    : need(world, "payment_method", id, param);
}

/**
 * Refuses a method that this customer cannot pay with: another customer's, or one that was detached or used once
 * without a customer. A new method needs no customer. Throws ApiError.
 */
export function checkOwner(
  world: World,
  method: Stripe.PaymentMethod,
  customer: string | null,
  what: "PaymentIntent" | "SetupIntent",
): void {
  const owner = idOf(method.customer);
  if (owner === null && need(world, "card", method.id).spent)
    throw invalid(
      "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
      "payment_method",
    );
  if (owner === null || owner === customer) return;
  if (customer === null)
    throw invalid(
      "The PaymentMethod you provided is attached to a customer so for security purposes you must provide the customer in the request.",
      "payment_method",
    );
  throw invalid(
    `The payment method supplied (${method.id}) does not belong to the Customer you supplied (${customer}). Please use the ${what} with the Customer that this payment method is attached to.`,
    "payment_method",
  );
}

/** Marks a method as used without a customer, so that it cannot be used again. */
export function spend(world: World, method: string): void {
  world.store.put("card", { ...need(world, "card", method), spent: true });
}

/** Creates a method from the details in a request. */
export function methodFrom(
  world: World,
  { card, billing_details: billing }: CardMethod,
): Stripe.PaymentMethod {
  const number = card?.token ? numberOfAlias(card.token, "card[token]") : requireNumber(card?.number);
  return createCard(world, {
    number,
    ...(card?.cvc && { cvc: card.cvc }),
    ...(card?.exp_month && { expMonth: card.exp_month }),
    ...(card?.exp_year && { expYear: card.exp_year < 100 ? 2000 + card.exp_year : card.exp_year }),
    ...(billing && {
      billing: {
        address: toAddress(billing.address),
        email: cleared(billing.email),
        name: cleared(billing.name),
        phone: cleared(billing.phone),
      },
    }),
  });
}

export function attach(world: World, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  need(world, "customer", customer, "customer");
  world.store.put("card", { ...need(world, "card", method.id), spent: false });
  const attached: Stripe.PaymentMethod = { ...method, customer };
  world.store.put("payment_method", attached);
  emit(world, "payment_method.attached", attached);
  return attached;
}

/** Attaches an unattached and unused method. Throws ApiError for any other. */
export function attachable(
  world: World,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  const owner = idOf(method.customer);
  if (owner === customer) return method;
  if (owner !== null)
    throw invalid("The payment method you provided has already been attached to a customer.");
  if (need(world, "card", method.id).spent)
    throw invalid(
      "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
    );
  return attach(world, method, customer);
}

/** Detaches a card from its customer and clears it as the default. */
export function detach(world: World, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const detached: Stripe.PaymentMethod = { ...method, customer: null };
  world.store.put("payment_method", detached);
  spend(world, method.id);
  const customer = world.store.find("customer", idOf(method.customer) ?? "");
  if (customer && idOf(customer.invoice_settings.default_payment_method) === method.id)
    world.store.put("customer", {
      ...customer,
      invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
    });
  emit(world, "payment_method.detached", detached, { customer: method.customer });
  return detached;
}

/** Returns a customer's saved cards that may be shown again, the default card first. */
export function savedCards(world: World, customer: string): Stripe.PaymentMethod[] {
  const owner = world.store.find("customer", customer);
  const first = idOf(owner?.invoice_settings.default_payment_method);
  return world.store
    .select("payment_method", {
      where: [
        { sql: "json_extract(body, '$.customer') = ?", values: [customer] },
        { sql: "json_extract(body, '$.allow_redisplay') = 'always'", values: [] },
      ],
      limit: 10,
    })
    .toSorted((a, b) => Number(b.id === first) - Number(a.id === first));
}

export const paymentMethods = {
  "POST /v1/payment_methods": (world, { metadata: given, ...card }) => {
    const method: Stripe.PaymentMethod = { ...methodFrom(world, card), metadata: metadata(given) };
    world.store.put("payment_method", method);
    return method;
  },
  "GET /v1/payment_methods": (world, { allow_redisplay, customer, type, ...page }) =>
    listOf(world, "payment_method", "/v1/payment_methods", page, {
      equal: { allow_redisplay, customer, type },
    }),
  "GET /v1/payment_methods/:id": (world, _, { id }) => need(world, "payment_method", id),
  "POST /v1/payment_methods/:id": (world, { allow_redisplay: redisplay, metadata: given }, { id }) => {
    const present = need(world, "payment_method", id);
    const method: Stripe.PaymentMethod = {
      ...present,
      ...(redisplay && { allow_redisplay: redisplay }),
      metadata: given === undefined ? present.metadata : metadata(given, present.metadata),
    };
    world.store.put("payment_method", method);
    emit(world, "payment_method.updated", method);
    return method;
  },
  "POST /v1/payment_methods/:id/attach": (world, { customer }, { id }) => {
    if (!customer) throw invalid("Missing required param: customer.", "customer", "parameter_missing");
    return attachable(world, methodOf(world, id, "id"), customer);
  },
  "POST /v1/payment_methods/:id/detach": (world, _, { id }) => {
    const method = need(world, "payment_method", id);
    if (!method.customer)
      throw invalid(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
      );
    return detach(world, method);
  },
  "GET /v1/customers/:id/payment_methods": (world, { allow_redisplay, type, ...page }, { id: customer }) => {
    need(world, "customer", customer);
    return listOf(world, "payment_method", `/v1/customers/${customer}/payment_methods`, page, {
      equal: { allow_redisplay, customer, type },
    });
  },
  "GET /v1/customers/:id/payment_methods/:method": (world, _, { id, method }) => {
    need(world, "customer", id);
    const found = need(world, "payment_method", method, "payment_method");
    if (found.customer !== id)
      throw invalid("This payment method does not belong to that customer.", "payment_method");
    return found;
  },
} satisfies Partial<Handlers>;
