import { z } from "zod";
import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Settings } from "#platform/settings";
import { Shop } from "#platform/shop";
import { Stripe, StripeApi } from "#platform/stripe";
import { Fraud } from "../fraud";
import { Inventory } from "../inventory";
import { Order, type OrderView } from "../order";
import { OrderAccess } from "../order-access";
import { apply, type Messenger, voidIntent, voidOrRefund } from "./apply";
import { catchUpWith } from "./catch-up";
import { handleStored } from "./inbox";
import { createSession, fetchSnapshot, stillFresh } from "./session";

export { apply } from "./apply";
export { erasePersonal } from "./erase";
export {
  closeWebhook,
  gatherUnanswerable,
  intake,
  resendInbox,
  retryWebhook,
  type Unanswerable,
  unanswerable,
} from "./inbox";
export * as Payment from "./index";
export { type Decision, decide, type Snapshot } from "./snapshot";
export { voidPayment as void };

const Ref = z.object({ orderId: Id.schema("order") });

/**
 * Returns where the shopper pays: Stripe's page, or the order's own page when nothing is left to pay. Always the same
 * page for an order. Throws `payment.unavailable` when Stripe cannot be reached; nothing is charged then.
 */
export const start = fn(Ref, async ({ orderId }): Promise<{ url: string }> => {
  const order = await settleIfPossible(await completeIfFree(await Order.require(orderId), "shopper"));
  if (order.status !== "pending" || order.closing) return { url: pageOf(orderId) };
  await refuseTesters(order);
  const url = order.sessionId ? await openPage(order.sessionId) : await newPage(order);
  return { url: url ?? pageOf(orderId) };
});

/**
 * Updates an order to the state of its payment at Stripe, for the return page, the sweeper or staff. Returns the order
 * as it is now. Throws Stripe's errors when it cannot be reached.
 */
export const settle = fn(Ref.extend({ actor: z.string().default("shopper") }), async ({ orderId, actor }) =>
  settleOrder(await Order.require(orderId), { actor }),
);

const Cause = Ref.extend({ actor: z.string(), cause: z.string() });

/**
 * Cancels a pending order, at Stripe first, and releases its stock. An order that turns out to be paid stays paid.
 * Returns the order as it is now. Throws `payment.unavailable` when Stripe cannot be reached; the sweeper then closes
 * the order as soon as it can.
 */
export const cancelUnpaid = fn(Cause, ({ orderId, actor, cause }, also?: Writes) =>
  ask(
    () => close({ orderId, reason: "canceled", actor, cause, also }),
    async () => undefined,
  ),
);

/**
 * Captures the payment of an authorized order; of one in review only after staff approved it. Returns the order as it
 * is now. Sends no idempotency key: Stripe refuses a second capture anyway, and under a key it would repeat an error of
 * its own.
 */
export const capture = fn(Ref, async ({ orderId }) => {
  const order = await completeIfFree(await Order.require(orderId), "capture");
  const { status, review, intentId } = order;
  const ready = status === "authorized" || (status === "in_review" && review?.approved);
  if (!ready || !intentId) return order;
  try {
    await StripeApi.client().paymentIntents.capture(intentId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    Log.error("payment.capture_refused", error, { orderId, ...(order.trace && { trace: order.trace }) });
  }
  return settleOrder(order, { actor: "capture" });
});

/**
 * Voids the uncaptured payment of an order, cancels the order and releases its stock. An order that turns out to be
 * captured stays paid. Returns the order as it is now.
 */
const voidPayment = fn(Cause, async ({ orderId, actor, cause }, also?: Writes) => {
  const order = await Order.require(orderId);
  if (order.status !== "authorized" && order.status !== "in_review") return order;
  if (order.intentId) {
    await Order.recordVoid({ orderId, actor, cause });
    await voidIntent(order.intentId).catch((error) => {
      if (!isRefusal(error)) throw error;
    });
    const after = await settleOrder(order, { actor, cause, cancellation: also });
    if (after.status !== order.status || !order.sessionId) return after;
    await voidOrRefund(order, await fetchSnapshot(order.sessionId)); // captured, but not the amount or currency of the order
  }
  const goods = Inventory.deallocate(Order.toShip(order));
  await Order.move({ orderId, from: ["authorized", "in_review"], to: "canceled", actor, cause, goods, also });
  return Order.require(orderId);
});

const Handled = z.object({ eventId: z.string().min(1) });

/**
 * Handles a stored webhook, once. A declined card counts against its order and its buyer; too many of them close the
 * order.
 */
export const handleEvent = fn(Handled, ({ eventId }) =>
  handleStored(eventId, async (decline) => {
    if (!(await Fraud.countDecline(decline))) return;
    const cause = "Too many cards were declined.";
    await close({ orderId: decline.orderId, reason: "canceled", actor: "fraud", cause });
  }),
);

/**
 * Updates every order to Stripe, in case its webhooks were lost: captures, voids, refunds, disputes and fraud warnings.
 * Safe to repeat. For a job, never for a request.
 */
export const catchUp = () => catchUpWith({ handle: handleEvent, settle });

/**
 * Checks the pending orders that are due: asks Stripe, closes those that have expired, and schedules the next check of
 * the others. One that fails does not stop the others.
 */
export async function sweep() {
  const { swept: checked, failed } = await Due.sweep({
    read: Inventory.dueHolds,
    work: check,
    putOff: ({ orderId, expiresAt }) => Inventory.checkHoldAt({ orderId, checkAt: Due.next(expiresAt) }),
    failure: ({ orderId }) => ({ event: "order.sweep_failed", orderId }),
  });
  return { checked, failed };
}

async function check({ orderId, expiresAt }: { orderId: string; expiresAt: string }) {
  const order = await Order.require(orderId);
  const over = expiresAt <= Clock.iso();
  const after =
    over || order.closing
      ? await close({
          orderId,
          reason: order.closing ?? "expired",
          actor: "sweeper",
          cause: order.closingCause ?? "The time to pay ran out.",
        })
      : await settleOrder(order, { actor: "sweeper" });
  if (after.status !== "pending") return;
  const waited = Math.max(60, (Clock.now() - Date.parse(order.createdAt)) / 1000);
  const next = Clock.iso(waited);
  await Inventory.checkHoldAt({ orderId, checkAt: next < expiresAt || over ? next : expiresAt });
}

/**
 * Closes a pending order: marks it, so that no page can be attached; expires its page at Stripe; only then releases its
 * stock. An order that is already paid at Stripe is paid here.
 */
async function close({
  orderId,
  reason,
  actor,
  cause,
  also,
}: {
  orderId: string;
  reason: "expired" | "canceled";
  actor: string;
  cause: string;
  also?: Writes | undefined;
}) {
  const before = await Order.require(orderId);
  if (before.status !== "pending") return before;
  await Order.beginClosing({ orderId, reason, cause });
  const order = await Order.require(orderId);
  if (order.status !== "pending") return order;
  const sessionId = order.sessionId ?? (isFree(order) ? null : await findSession(order));
  if (sessionId) {
    await expireSession(sessionId);
    const snapshot = await fetchSnapshot(sessionId);
    const { order: after } = await apply({ ...order, sessionId }, snapshot, { actor, cancellation: also });
    if (after.status !== "pending") return after;
    if (snapshot.state !== "authorized" && snapshot.state !== "captured")
      throw new DomainError(
        "unavailable",
        "payment.still_open",
        "This payment is being processed. Please check again in a minute.",
      );
    await voidOrRefund(order, snapshot); // paid, but not the amount or currency of the order
  }
  await Order.move({
    orderId,
    from: ["pending"],
    to: reason,
    actor,
    cause: order.closingCause ?? cause,
    goods: Inventory.release(order.lines),
    onlyIfClosing: true,
    also,
  });
  return Order.require(orderId);
}

/**
 * Finds the page of an order whose process died between creating it at Stripe and storing its id: the same request
 * returns the same page. Returns null when Stripe refuses, because then no page exists, and after the page's expiry,
 * when it takes no money.
 */
async function findSession(order: OrderView) {
  if (order.paymentExpiresAt <= Clock.iso()) return null;
  try {
    return (await createSession(order)).id;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Expires a page. Stripe refuses this for a page that is complete or expired; the page's own state then decides. */
async function expireSession(sessionId: string) {
  try {
    await StripeApi.client().checkout.sessions.expire(sessionId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

/** Throws `fraud.too_many_declines` for a buyer who tests cards, after closing the order and releasing its stock. */
async function refuseTesters({ orderId, cartId, origin }: OrderView) {
  await Fraud.refuseTesters({ cartId, origin }).catch(async (error) => {
    await close({ orderId, reason: "canceled", actor: "fraud", cause: "Too many cards were declined." });
    throw error;
  });
}

async function openPage(sessionId: string) {
  const { url } = await StripeApi.client().checkout.sessions.retrieve(sessionId);
  return url;
}

/** Creates the payment page and attaches it to the order. Expires a page that can no longer be attached. */
async function newPage(found: OrderView) {
  const order = stillFresh(found) ? found : await nextAttempt(found);
  const { orderId, attempt, paymentExpiresAt, totals } = order;
  const session = await ask(
    () => createSession(order),
    async () => void (await nextAttempt(order)),
  );
  if (session.amount_total !== totals.total) {
    await expireSession(session.id);
    throw new Error(`The total of ${orderId} is ${session.amount_total} at Stripe and ${totals.total} here.`);
  }
  if (await Order.attach({ orderId, attempt, sessionId: session.id, paymentExpiresAt })) return session.url;
  const now = await Order.require(orderId);
  if (now.sessionId === session.id) return session.url;
  await expireSession(session.id);
  return null;
}

/** Begins another try with a new key and a new expiry, for a page that was never attached. */
async function nextAttempt(order: OrderView) {
  const { orderId, attempt } = order;
  const { payMinutes } = await Settings.shown("checkout");
  await Order.beginAttempt({
    orderId,
    attempt: attempt + 1,
    paymentExpiresAt: Clock.iso(payMinutes * 60),
  });
  return Order.require(orderId);
}

/**
 * Asks Stripe for a shopper. An error of Stripe's own is stored under the key, so the next try needs another key; when
 * Stripe could not be reached, the next try uses the same key. Throws `payment.unavailable`.
 */
async function ask<Answer>(question: () => Promise<Answer>, onServerError: () => Promise<void>) {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError) || isRefusal(error)) throw error;
    const { statusCode = 0 } = error;
    Log.error("payment.unavailable", error, { statusCode });
    if (statusCode >= 500) await onServerError();
    throw new DomainError(
      "unavailable",
      "payment.unavailable",
      "We can't reach the payment service right now. Nothing was charged. Please try again in a moment.",
    );
  }
}

/** Settles an order that has a payment page. */
async function settleIfPossible(order: OrderView) {
  if (order.status !== "pending" || !order.sessionId) return order;
  return ask(
    () => settleOrder(order, { actor: "shopper" }),
    async () => undefined,
  );
}

async function settleOrder(found: OrderView, messenger: Messenger) {
  const order = await completeIfFree(found, messenger.actor);
  if (!order.sessionId || isOver(order)) return order;
  return (await apply(order, await fetchSnapshot(order.sessionId), messenger)).order;
}

const isFree = ({ totals }: OrderView) => totals.total === 0;

/**
 * Moves an order that costs nothing to "paid" without Stripe, which takes no payment of zero. Takes each missing step
 * once. Leaves an order that is closing.
 */
async function completeIfFree(order: OrderView, actor: string): Promise<OrderView> {
  const { orderId, status, lines, closing } = order;
  if (!isFree(order) || closing || !["pending", "authorized"].includes(status)) return order;
  const cause = "Nothing to pay.";
  if (status === "pending")
    await Order.move({
      orderId,
      from: ["pending"],
      to: "authorized",
      actor,
      cause,
      goods: Inventory.allocate(lines),
    });
  await Order.move({ orderId, from: ["authorized"], to: "paid", actor, cause });
  return Order.require(orderId);
}

/** Tells whether the payment can no longer change the order; refunds have events of their own. */
const isOver = ({ status }: OrderView) =>
  !["pending", "authorized", "in_review", "expired", "canceled"].includes(status);

/** Tells whether Stripe refused the request: the same request would be refused again. */
function isRefusal(error: unknown) {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError
  );
}

const pageOf = (orderId: string) => `${Shop.url()}/orders/${OrderAccess.token(orderId)}`;
