import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import type { Values } from "#platform/settings";
import { Trace } from "#platform/trace";
import { Cart, type CartView, type Contact } from "../cart";
import { Fraud } from "../fraud";
import { Order, type OrderView } from "../order";
import { Payment } from "../payment";
import { type Fit, Promotion } from "../promotion";
import { type DeliveryChoice, look, readRuled, refused } from "./look";
import { checkOf, recentCheck, refusedTaxId } from "./tax-id";

const Ref = z.object({ cartId: Id.schema("cart") });

const Placement = Ref.extend({
  reviewed: z.string().max(100),
  /** Network address of the shopper, if known, for the fraud check. Only a digest of it is stored. */
  from: z.string().max(100).nullable().default(null),
  /** Trace of the request. The order and everything that follows from it have it. */
  trace: Trace.TraceId.optional(),
  /** Signed-in customer, and the same customer at Stripe. */
  customerId: Id.schema("customer").optional(),
  stripeCustomerId: z.string().max(100).optional(),
  /** True when the shopper has accepted the terms, where the shop asks for it. */
  acceptsTerms: z.boolean().default(false),
});

/** Limit of tries to place an order while other clicks change the cart. */
const tries = 6;

/**
 * Turns the cart into an order at the prices the shopper reviewed. The same review submitted twice is one order. An
 * earlier order of this cart that is still pending and differs from the review is canceled first, at Stripe before
 * here. Throws `checkout.incomplete`, `checkout.changed`, `checkout.sign_in`, `checkout.terms`, `order.already_paid`,
 * `order.crowded`, and what `Order.place` throws.
 */
export const place = fn(Placement, async (placement) => {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const placed = await placeOnce(placement);
    if (placed) return placed;
  }
  throw new DomainError(
    "conflict",
    "order.busy",
    "Your cart is being ordered in another window. Please try again.",
  );
});

/** Returns null when the cart's orders have changed: the cart must then be read again. */
async function placeOnce({
  cartId,
  reviewed,
  from,
  trace,
  customerId,
  stripeCustomerId,
  acceptsTerms,
}: z.output<typeof Placement>): Promise<{ orderId: string } | null> {
  const origin = Fraud.originOf(from);
  const ruled = await readRuled({ cartId });
  const { shown: checkout, fitting, automatic, tax } = look(ruled);
  const { cart, contact, address, place, deliveryOptions, totals, next } = checkout;
  const earlier = cart.orderId ? await Order.byId({ orderId: cart.orderId }) : null;
  if (earlier && !isOver(earlier)) {
    const outcome = await outcomeOf(cart, earlier, reviewed);
    if (outcome !== "another") return outcome;
  }
  const orderId = orderIdOf(cart, reviewed);
  const delivery = deliveryOptions.find(({ id }) => id === checkout.delivery);
  if (next !== "review" || !contact || !address || !delivery) {
    if (await Order.byId({ orderId })) return { orderId }; // a second click met the goods that the first one holds
    if (checkOf(cart)?.result === "invalid") throw refusedTaxId();
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
  refuseUnlessAllowed(ruled.checkout, { isGuest: !customerId, acceptsTerms });
  const taxIdCheck = await recentCheck(ruled, place);
  if (taxIdCheck === "changed" || (await closeOpen(cart, earlier))) return null;
  try {
    await Order.place({
      orderId,
      cartId,
      cartVersion: cart.version,
      cartOrderId: cart.orderId,
      reviewed,
      lines: cart.lines,
      contact,
      address,
      delivery: { ...agreedOf(delivery), cheapest: Math.min(...deliveryOptions.map(({ amount }) => amount)) },
      tax,
      totals,
      format: ruled.orders,
      returnDays: ruled.returns.days,
      paySeconds: ruled.checkout.payMinutes * 60,
      ...(taxIdCheck && { taxIdCheck }),
      ...(origin && { origin }),
      ...(trace && { trace }),
      ...(customerId && { customerId }),
      ...(customerId && stripeCustomerId && { stripeCustomerId }),
      ...(fitting?.fits && { coupon: takenBy(cart, contact, fitting) }),
      ...(automatic && {
        automatic: {
          ...Promotion.takenBy(automatic, Promotion.customerOf(contact.email)),
          discount: automatic.discount,
        },
      }),
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "order.cart_changed") return null;
    if (error instanceof Dynamo.TableBusy) throw crowded();
    throw error;
  }
  return { orderId };
}

const crowded = () =>
  new DomainError(
    "unavailable",
    "order.crowded",
    "Many people are ordering at this moment. Nothing was charged. Please try again.",
  );

/** Throws `checkout.sign_in` or `checkout.terms` when the merchant's rules ask for something that is missing. */
function refuseUnlessAllowed(
  { guests, termsPage }: Values<"checkout">,
  { isGuest, acceptsTerms }: { isGuest: boolean; acceptsTerms: boolean },
) {
  if (isGuest && !guests)
    throw new DomainError("auth", "checkout.sign_in", "Please sign in or create an account to order.");
  if (termsPage && !acceptsTerms)
    throw new DomainError("input", "checkout.terms", "Please accept the terms to order.", "acceptsTerms");
}

/** Returns the delivery as the order stores it. */
const agreedOf = ({ promise, ...delivery }: DeliveryChoice) => ({ ...delivery, ...(promise && { promise }) });

/**
 * Decides what an earlier open order means for this review. Returns that order when it is the review's, null when the
 * cart must be read again, "another" when the review becomes an order of its own.
 */
async function outcomeOf(cart: CartView, earlier: OrderView, reviewed: string) {
  const { orderId, cartId, lines } = earlier;
  const isSame = earlier.reviewed === reviewed;
  if (earlier.status === "pending") return isSame && !earlier.closing ? { orderId } : "another";
  if (cart.lines.length === 0) return { orderId };
  if (cart.isPurchaseRemoved) return "another";
  if (isSame || earlier.reviewed === null) return { orderId };
  await Cart.removePurchased({
    cartId,
    orderId,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  });
  return null;
}

const isOver = ({ status }: OrderView) => Order.unshippedEnds.includes(status);

/** Returns the coupon as the order redeems it: under the terms and limits that it was priced by. */
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

/** Returns the id of the order that a review of this cart becomes: the same for each click on it. */
const orderIdOf = ({ cartId, version, orderId }: CartView, reviewed: string) =>
  Id.derived("order", cartId, version, orderId ?? "", reviewed);

/** Closes the orders of this cart that are still pending. True when there were any. */
async function closeOpen({ alsoOpen }: CartView, earlier: OrderView | null) {
  const others = await Promise.all(alsoOpen.map((orderId) => Order.byId({ orderId })));
  const open = [earlier, ...others].flatMap((order) => (order?.status === "pending" ? [order.orderId] : []));
  for (const orderId of open) await close(orderId);
  return open.length > 0;
}

/** Cancels an unpaid order and releases its stock. Throws `order.already_paid`. */
async function close(orderId: string) {
  const { status } = await Payment.cancelUnpaid({
    orderId,
    actor: "shopper",
    cause: "The cart was ordered again.",
  });
  if (status === "canceled" || status === "expired") return;
  throw new DomainError(
    "conflict",
    "order.already_paid",
    "You have already paid for this cart. See your earlier order.",
  );
}
