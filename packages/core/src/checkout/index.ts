import { createHash } from "node:crypto";
import { z } from "zod";
import { Address, Cart, type CartView, Contact } from "../cart";
import { Clock } from "../clock";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Fraud } from "../fraud";
import { Id } from "../id";
import { Inventory } from "../inventory";
import { Order } from "../order";
import { Payment } from "../payment";
import { Pricing, type TaxRule, type Totals } from "../pricing";
import { countries as delivered, deliveriesTo, zoneOf } from "../pricing/shipping";
import { taxFor } from "../pricing/tax";
import { countryOf } from "../pricing/tax-id";
import { type Fit, Promotion, type Refusal } from "../promotion";
import { Throttle } from "../throttle";
import { Trace } from "../trace";

export * as Checkout from "./index";
export { Address, Contact };

/** The countries we deliver to, as a form offers them. */
export const countries = delivered.map(({ code, name }) => ({ code, name }));

export type Step = "cart" | "contact" | "delivery" | "review";
export type DeliveryChoice = { id: string; label: string; description: string; amount: number };

export type AppliedCoupon = { code: string; label: string; applied: boolean; reason: string | null };

export type CheckoutView = {
  cart: CartView;
  contact: Contact | null;
  address: Address | null;
  deliveryOptions: DeliveryChoice[];
  delivery: string | null;
  /** Why nothing of this can be delivered to the address, in words for the shopper. */
  deliveryProblem: string | null;
  /** The discount code the shopper entered; one that does not fit just now says why, and the totals are without it. */
  coupon: AppliedCoupon | null;
  totals: Totals;
  /** The first step that still lacks something. */
  next: Step;
  /** What the shopper is looking at, as one word: it comes back with the order, and must still be true. */
  reviewed: string;
};

const Ref = z.object({ cartId: Id.schema("cart") });

/** Everything checkout shows, priced as it would be charged now. Two requests. */
export const read = fn(Ref, async (ref) => look(await Cart.read(ref)).shown);

/**
 * Notes who buys and where it goes. Throws `checkout.no_delivery` when we do not deliver there, `checkout.too_heavy`
 * when the cart cannot go there, `checkout.tax_id_elsewhere` for a tax id of another country; nothing is noted then.
 */
export const setContact = fn(
  Ref.extend({ contact: Contact, address: Address }),
  async ({ cartId, contact, address }) => {
    const refusal = refuseAddress(await Cart.read({ cartId }), contact, address);
    if (refusal) throw refusal;
    await Cart.note({ cartId, details: { contact, address } });
  },
);

/** Notes how it goes there. Throws `checkout.unknown_delivery` for a way that is not offered. */
export const setDelivery = fn(Ref.extend({ delivery: z.string().max(40) }), async ({ cartId, delivery }) => {
  const { deliveryOptions } = await read({ cartId });
  if (!deliveryOptions.some(({ id }) => id === delivery)) {
    throw new DomainError("input", "checkout.unknown_delivery", "Please choose one of the delivery options.");
  }
  await Cart.note({ cartId, details: { delivery } });
});

const Coupon = Ref.extend({
  code: z.string(),
  /** The network address the code comes from, if known: codes are not for guessing. */
  from: z.string().max(100).nullable().default(null),
});

/**
 * Notes a discount code on the cart. Throws `cart.empty`, `promotion.unknown` or why the code does not fit this cart:
 * `promotion.expired`, `not_yet`, `paused`, `exhausted`, `used_before`, `wrong_items`, `wrong_currency`,
 * `below_minimum`, `too_few_items`, or `throttle.too_many` for whoever guesses; the cart is then as it was.
 */
export const applyCoupon = fn(Coupon, async ({ cartId, code, from }) => {
  await Throttle.take({ what: "coupon", account: cartId, origin: from ?? cartId });
  const cart = await Cart.read({ cartId });
  if (cart.lines.length === 0) throw new DomainError("conflict", "cart.empty", "Your cart is empty.");
  const meant = Promotion.canonical(code);
  if (!meant) throw refused(Promotion.unknown);
  const open = cart.orderId ? await Inventory.hold({ orderId: cart.orderId }) : null;
  const coupon = await Promotion.lookUp({ code: meant, email: cart.contact?.email, orderId: open?.orderId });
  const fitting = fitOf({ ...cart, coupon });
  if (fitting && !fitting.fits) throw refused(fitting);
  await Cart.noteCoupon({ cartId, code: meant });
});

/** Forgets the discount code of a cart, if there is one. */
export const removeCoupon = fn(Ref, ({ cartId }) => Cart.noteCoupon({ cartId, code: null }));

const Placement = Ref.extend({
  reviewed: z.string().max(100),
  /** The network address the order comes from, if known: it counts in the fraud check and is kept as a digest. */
  from: z.string().max(100).nullable().default(null),
  /** The trace of the request that orders; the order and all that follows from it carry it. */
  trace: Trace.TraceId.optional(),
  /** Who is signed in, and who that is at Stripe. */
  customerId: Id.schema("customer").optional(),
  stripeCustomerId: z.string().max(100).optional(),
});

/**
 * Turns the cart into an order, if it is still what the shopper reviewed. The same cart submitted twice is one order.
 * An earlier order of this cart that is still pending is closed first. Throws `checkout.incomplete`,
 * `checkout.changed`, `order.already_paid` and what `Order.place` throws.
 */
export const place = fn(Placement, async (placement) => {
  const placed = (await placeOnce(placement)) ?? (await placeOnce(placement));
  if (placed) return placed;
  throw new DomainError(
    "conflict",
    "order.busy",
    "Your cart is being ordered in another window. Please try again.",
  );
});

/** Null when an earlier order had to be put away first: then the cart is looked at anew. */
async function placeOnce({
  cartId,
  reviewed,
  from,
  trace,
  customerId,
  stripeCustomerId,
}: z.output<typeof Placement>): Promise<{ orderId: string } | null> {
  const origin = Fraud.originOf(from);
  const { shown: checkout, fitting, tax } = look(await Cart.read({ cartId }));
  const { cart, contact, address, deliveryOptions, totals, next } = checkout;
  const orderId = orderIdOf(cart);
  if (cart.orderId) {
    const earlier = await Order.byId({ orderId: cart.orderId });
    const over = !earlier || ["expired", "canceled", "canceled_refunded"].includes(earlier.status);
    if (earlier && !over && (cart.orderId === orderId || cart.lines.length === 0))
      return { orderId: cart.orderId };
    if (over && cart.orderId === orderId) {
      await Cart.renew({ cartId });
      return null;
    }
    if (earlier?.status === "pending") {
      await putAway(earlier.orderId);
      await putAwayOthers(cart);
      return null;
    }
  }
  if (await putAwayOthers(cart)) return null;
  const delivery = deliveryOptions.find(({ id }) => id === checkout.delivery);
  if (next !== "review" || !contact || !address || !delivery) {
    if (await Order.byId({ orderId })) return { orderId }; // a second click met the goods that the first one holds
    throw incomplete(cart);
  }
  if (reviewed !== checkout.reviewed) {
    if (fitting && !fitting.fits)
      throw refused({ ...fitting, message: `${fitting.message} Please review your order without it.` });
    throw new DomainError(
      "conflict",
      "checkout.changed",
      "Your cart or its prices changed since you reviewed them. Please check again.",
    );
  }
  await Order.place({
    orderId,
    cartId,
    cartVersion: cart.version,
    lines: cart.lines,
    contact,
    address,
    delivery,
    tax,
    totals,
    ...(origin && { origin }),
    ...(trace && { trace }),
    ...(customerId && { customerId }),
    ...(customerId && stripeCustomerId && { stripeCustomerId }),
    ...(fitting?.fits && { coupon: takenBy(cart, contact, fitting) }),
  });
  return { orderId };
}

/** The coupon as the order takes it: under the terms and limits that were looked at. */
function takenBy(
  { coupon: noted }: CartView,
  { email }: Contact,
  { discount }: Extract<Fit, { fits: true }>,
) {
  const { version = 0, limit, perCustomer } = noted?.coupon ?? {};
  return {
    code: discount.code,
    version,
    limit,
    perCustomer,
    customer: Promotion.customerOf(email),
    discount,
  };
}

function incomplete({ lines }: CartView) {
  const problem = lines.find((line) => line.problem);
  return problem
    ? new DomainError(
        "conflict",
        "checkout.changed",
        `${problem.name} is not available as ordered. Please check your cart.`,
      )
    : new DomainError(
        "conflict",
        "checkout.incomplete",
        "Some details are missing. Please complete the steps before this one.",
      );
}

/** The order a cart at this version becomes: the same every time it is asked. */
const orderIdOf = ({ cartId, version }: CartView) => Id.derived("order", cartId, version);

/** Gives back what an earlier, unpaid order of this cart holds. Throws when it turns out to be paid. */
async function putAway(orderId: string) {
  const { status } = await Payment.cancel({
    orderId,
    actor: "shopper",
    cause: "The cart was changed and ordered anew.",
  });
  if (status === "canceled" || status === "expired") return;
  throw new DomainError(
    "conflict",
    "order.already_paid",
    "You have already paid for this cart. See your earlier order.",
  );
}

/** The same of open orders that came with a merged cart. True when there were any. */
async function putAwayOthers({ alsoOpen }: CartView) {
  const orders = await Promise.all(alsoOpen.map((orderId) => Order.byId({ orderId })));
  const open = orders.filter((order) => order?.status === "pending");
  for (const order of open) if (order) await putAway(order.orderId);
  return open.length > 0;
}

/** Whether the cart's coupon fits it now; null when it has none. */
function fitOf({
  coupon: noted,
  currency,
  lines,
}: Pick<CartView, "coupon" | "currency" | "lines">): Fit | null {
  if (!noted) return null;
  if (!noted.coupon) return { fits: false, ...Promotion.unknown };
  return Promotion.fit(noted.coupon, { currency, lines }, noted.usage, Clock.iso());
}

function couponOf({ coupon: noted }: CartView, fitting: Fit | null): AppliedCoupon | null {
  if (!noted || !fitting) return null;
  const { code, coupon } = noted;
  return {
    code,
    label: coupon?.label ?? "",
    applied: fitting.fits,
    reason: fitting.fits ? null : fitting.message,
  };
}

/** Why a cart cannot go to an address, or a business not be charged there as it asks; null when all is well. */
function refuseAddress(cart: CartView, { taxId }: Pick<Contact, "taxId">, address: Address) {
  const problem = deliveryProblem(cart, address);
  if (problem) return refused(problem);
  if (!taxId || countryOf(taxId) === address.country) return null;
  return refused({
    code: "checkout.tax_id_elsewhere",
    message:
      "The business tax ID is of another country than the address. Enter the one of that country, or none.",
  });
}

function deliveryProblem(cart: CartView, address: Address) {
  if (!zoneOf(address))
    return {
      code: "checkout.no_delivery",
      message: "We do not deliver to this address yet. Please enter another one.",
    };
  if (cart.lines.length === 0 || deliveriesFor(cart, address).length > 0) return null;
  return {
    code: "checkout.too_heavy",
    message: "Your cart is too heavy to be delivered to this address at once. Please take something out.",
  };
}

const deliveriesFor = ({ currency, subtotal, lines }: CartView, { country, region }: Address) =>
  deliveriesTo({
    country,
    region,
    currency,
    subtotal,
    grams: lines.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0),
  });

const refused = ({ code, message }: Pick<Refusal, "message"> & { code: string }) =>
  new DomainError(code.startsWith("promotion.") ? "conflict" : "input", code, message);

/** Everything about a cart's checkout, whether its coupon fits, and the tax it is priced under. */
function look(cart: CartView): { shown: CheckoutView; fitting: Fit | null; tax: TaxRule } {
  const { contact, address, currency, lines } = cart;
  const deliveryOptions = address ? deliveriesFor(cart, address) : [];
  const fitting = fitOf(cart);
  const chosen = deliveryOptions.find(({ id }) => id === cart.delivery);
  const tax = taxFor({ ...(address ?? { country: "" }), taxId: contact?.taxId });
  const totals = Pricing.price({
    currency,
    lines,
    discounts: fitting?.fits ? [fitting.discount] : [],
    shipping: chosen?.amount ?? 0,
    tax,
  });
  const next = stepOf(cart, Boolean(chosen));
  const shown = {
    cart,
    contact,
    address,
    deliveryOptions,
    delivery: chosen?.id ?? null,
    deliveryProblem: (address && deliveryProblem(cart, address)?.message) ?? null,
    coupon: couponOf(cart, fitting),
    totals,
    next,
    reviewed: fingerprint({
      lines: lines.map(({ sku, unitPrice, quantity }) => [sku, unitPrice, quantity]),
      address,
      contact,
      delivery: chosen,
      discounts: totals.discounts,
      total: totals.total,
    }),
  };
  return { shown, fitting, tax };
}

function stepOf({ lines, contact, address }: CartView, deliveryChosen: boolean): Step {
  if (lines.length === 0 || lines.some(({ problem }) => problem)) return "cart";
  if (!contact || !address) return "contact";
  return deliveryChosen ? "review" : "delivery";
}

function fingerprint(seen: unknown) {
  return createHash("sha256").update(JSON.stringify(seen, inOrder)).digest("base64url").slice(0, 22);
}

/** The table gives a map's keys back in any order; what is seen is the same all the same. */
const inOrder = (_key: string, value: unknown) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
