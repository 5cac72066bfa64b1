import { createHash } from "node:crypto";
import { z } from "zod";
import { Address, Cart, type CartView, Contact } from "../cart";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Id } from "../id";
import { Order } from "../order";
import { Payment } from "../payment";
import { Pricing, type Totals } from "../pricing";
import { countries as delivered, deliveriesTo, taxFor } from "../pricing/settings";

export * as Checkout from "./index";
export { Address, Contact };

/** The countries we deliver to, as a form offers them. */
export const countries = delivered.map(({ code, name }) => ({ code, name }));

export type Step = "cart" | "contact" | "delivery" | "review";
export type DeliveryChoice = { id: string; label: string; description: string; amount: number };

export type CheckoutView = {
  cart: CartView;
  contact: Contact | null;
  address: Address | null;
  deliveryOptions: DeliveryChoice[];
  delivery: string | null;
  totals: Totals;
  /** The first step that still lacks something. */
  next: Step;
  /** What the shopper is looking at, as one word: it comes back with the order, and must still be true. */
  reviewed: string;
};

const Ref = z.object({ cartId: Id.schema("cart") });

/** Everything checkout shows, priced as it would be charged now. Two requests. */
export const read = fn(Ref, async (ref) => view(await Cart.read(ref)));

/** Notes who buys and where it goes. Throws `checkout.no_delivery` when we do not deliver there. */
export const setContact = fn(
  Ref.extend({ contact: Contact, address: Address }),
  async ({ cartId, contact, address }) => {
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

/**
 * Turns the cart into an order, if it is still what the shopper reviewed. The same cart submitted twice is one order.
 * An earlier order of this cart that is still pending is closed first. Throws `checkout.incomplete`,
 * `checkout.changed`, `order.already_paid` and what `Order.place` throws.
 */
export const place = fn(Ref.extend({ reviewed: z.string().max(100) }), async ({ cartId, reviewed }) => {
  const placed = (await placeOnce(cartId, reviewed)) ?? (await placeOnce(cartId, reviewed));
  if (placed) return placed;
  throw new DomainError(
    "conflict",
    "order.busy",
    "Your cart is being ordered in another window. Please try again.",
  );
});

/** Null when an earlier order had to be put away first: then the cart is looked at anew. */
async function placeOnce(cartId: string, reviewed: string): Promise<{ orderId: string } | null> {
  const checkout = await read({ cartId });
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
      return null;
    }
  }
  const delivery = deliveryOptions.find(({ id }) => id === checkout.delivery);
  if (next !== "review" || !contact || !address || !delivery) {
    if (await Order.byId({ orderId })) return { orderId }; // a second click met the goods that the first one holds
    throw incomplete(cart);
  }
  if (reviewed !== checkout.reviewed) {
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
    totals,
  });
  return { orderId };
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

function view(cart: CartView): CheckoutView {
  const { contact, address, currency, subtotal, lines } = cart;
  const deliveryOptions = address ? deliveriesTo({ country: address.country, currency, subtotal }) : [];
  const chosen = deliveryOptions.find(({ id }) => id === cart.delivery);
  const totals = Pricing.price({
    currency,
    lines,
    shipping: chosen?.amount ?? 0,
    tax: taxFor(address ?? { country: "" }),
  });
  const next = stepOf(cart, Boolean(chosen));
  return {
    cart,
    contact,
    address,
    deliveryOptions,
    delivery: chosen?.id ?? null,
    totals,
    next,
    reviewed: fingerprint({
      lines: lines.map(({ sku, unitPrice, quantity }) => [sku, unitPrice, quantity]),
      address,
      contact,
      delivery: chosen,
      total: totals.total,
    }),
  };
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
