import { z } from "zod";
import { Cart, type CartView, type Contact } from "../cart";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Fraud } from "../fraud";
import { Id } from "../id";
import { Order } from "../order";
import { Payment } from "../payment";
import { type Fit, Promotion } from "../promotion";
import { Trace } from "../trace";
import { look, refused } from "./look";

const Ref = z.object({ cartId: Id.schema("cart") });

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
