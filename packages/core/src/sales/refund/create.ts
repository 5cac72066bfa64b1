import { z } from "zod";
import { Sku } from "#catalog/catalog";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Money } from "#platform/money";
import { Stripe } from "#platform/stripe";
import { Text } from "#platform/text";
import { Order, type OrderView, type RefundRow } from "../order";
import { refundable } from "./amount";
import { close } from "./close";
import { aboveRest, isMoot, type Plan, planCancel, planRefund } from "./plan";
import { newRefund, pause, refundWrites, writeSums } from "./rows";
import { sendRefund, sync } from "./send";

const tries = 12;

const Line = z.object({ sku: Sku, quantity: z.int().min(1).max(10_000), restock: z.boolean() });

/** Request for a refund. */
export const Request = z.object({
  orderId: Id.schema("order"),
  lines: z.array(Line).max(40).default([]),
  /** In minor units of the order's currency; by default the worth of the lines. 0 only with lines. */
  amount: Money.Amount.optional(),
  reason: Text.line(500, "Enter a reason for the refund."),
  actor: z.string().min(1),
  /** Refunds the rest when that is less than the worth of the lines, instead of refusing. */
  upToRest: z.boolean().default(false),
  /** The same request twice is one refund. */
  requestId: z.string().max(100).optional(),
});

type Asked = z.output<typeof Request> & {
  /** Way of payment, if not to the card. */
  outside?: string | undefined;
  /** The failed refund that this one settles. */
  supersedes?: RefundRow | undefined;
  /** Writes of other modules that belong to the refund, such as the return that it pays for. */
  also?: Writes | undefined;
};

/**
 * Refunds money of a captured order by line, by amount, or both. Writes the refund first, with its goods, on condition
 * that no more is refunded than was captured; then asks Stripe, under the refund's own key. Returns the refund's id.
 * Throws what `planRefund` throws, and `refund.busy` when `also` refuses or the order keeps changing.
 */
export async function create(request: z.input<typeof Request>, also?: Writes) {
  return refundPart({ ...Request.parse(request), also });
}

/** Returns the id of the refund that a request makes: the same request, the same refund. */
export const idOf = (orderId: string, requestId: string) => Id.derived("refund", orderId, requestId);

const Whole = Request.pick({ orderId: true, reason: true, actor: true, requestId: true });

/**
 * Cancels a captured order that was not shipped. The order ends, its stock is released and the rest of its money is
 * refunded, all in one transaction. Returns the refund's id, or null when nothing was left to refund. Throws
 * `refund.too_late` and `refund.busy`.
 */
export const cancelPaid = fn(Whole, (request, also?: Writes) => cancelOnce(request, also));

const Failed = z.object({
  orderId: Id.schema("order"),
  refundId: Id.schema("refund"),
  actor: z.string().min(1),
});

/**
 * Asks Stripe once more for a refund that failed, as a new refund. Returns its id. One of which nothing is left ends.
 * Throws `refund.unknown`, `refund.not_failed`, `refund.unavailable` and what `create` throws.
 */
export const retry = fn(Failed, (ref, also?: Writes) => refundAgain(ref, { also }));

const Outside = Failed.extend({
  /** Way of the payment, for the customer and the accounts: "Bank transfer, 30 November". */
  reference: Text.line(200, "Enter how the money was returned."),
});

/**
 * Records that the money of a failed refund was returned another way. Stripe does not move it. Returns the new refund's
 * id. One of which nothing is left ends. Throws `refund.unknown`, `refund.not_failed`, `refund.unavailable` and what
 * `create` throws.
 */
export const recordPaidOutside = fn(Outside, ({ reference, ...ref }, also?: Writes) =>
  refundAgain(ref, { outside: reference, also }),
);

async function refundAgain(
  ref: z.output<typeof Failed>,
  { outside, also }: { outside?: string; also?: Writes | undefined },
) {
  const { order, failed } = await requireFailed(ref);
  const left = again(order, failed);
  if (isMoot(order, failed, left)) return close(order, failed, ref.actor, also);
  return refundPart({
    ...left,
    orderId: ref.orderId,
    actor: ref.actor,
    reason: failed.reason,
    requestId: `${outside ? "outside" : "retry"}:${failed.refundId}`,
    ...(outside && { outside }),
    supersedes: failed,
    also,
  });
}

async function refundPart(request: Asked): Promise<{ refundId: string }> {
  const { orderId, requestId, reason, actor, outside, supersedes } = request;
  const refundId = requestId ? idOf(orderId, requestId) : Id.create("refund");
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.withAllocation(await Order.require(orderId));
    const known = order.refunds.find((refund) => refund.refundId === refundId);
    if (known) return { refundId };
    if (supersedes && stateOf(order, supersedes) !== "failed") throw notFailed();
    const plan = planRefund(order, refundId, request, reason);
    const isDone = outside !== undefined || plan.amount === 0;
    const refund = newRefund(orderId, {
      refundId,
      reason,
      actor,
      plan,
      state: isDone ? "succeeded" : "pending",
      ...(outside && { method: "outside", reference: outside }),
    });
    const writes = refundWrites(order, refund, { goods: plan.goods, supersedes });
    if (await writeSums(order, plan.set, { ...writes, ...request.also })) {
      if (!isDone) await sendNow({ ...order, ...plan.set }, refund);
      return { refundId };
    }
    await pause(attempt);
  }
  throw busy();
}

async function cancelOnce({ orderId, requestId, reason, actor }: z.output<typeof Whole>, also?: Writes) {
  const refundId = requestId ? idOf(orderId, requestId) : Id.create("refund");
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.withAllocation(await Order.require(orderId));
    if (order.refunds.some((refund) => refund.refundId === refundId)) return { refundId };
    if (order.status !== "paid" && order.status !== "packed") throw tooLate();
    const plan = planCancel(order);
    const refund = newRefund(orderId, { refundId, reason, actor, plan, state: "pending" });
    if (await end(order, plan, refund, also)) {
      if (plan.amount === 0) return { refundId: null };
      await sendNow({ ...order, ...plan.set, status: "canceled_refunded" }, refund);
      return { refundId };
    }
    await pause(attempt);
  }
  throw busy();
}

/**
 * Cancels an order together with its refund. An order that cost nothing, or whose money was refunded before, has
 * nothing left to refund and is canceled without one. Returns false when the order changed since it was read.
 */
async function end(order: OrderView, plan: Plan, refund: ReturnType<typeof newRefund>, also?: Writes) {
  const { orderId, status, refundVersion } = order;
  const moved = await Order.move({
    orderId,
    order,
    from: [status],
    to: "canceled_refunded",
    actor: refund.actor,
    cause: refund.reason,
    set: plan.set,
    goods: plan.goods,
    refundVersion,
    also: { ...(plan.amount > 0 && refundWrites(order, refund)), ...also },
  });
  return moved === "moved";
}

/** Asks Stripe for a refund that was just written. If Stripe cannot be reached, the sweeper asks again. */
const sendNow = (order: OrderView, refund: RefundRow) =>
  sendRefund({ ...order, refunds: [...order.refunds, refund] }, refund).catch((error) =>
    Log.error("refund.unsent", error, { refundId: refund.refundId }),
  );

/** Returns the rest of a failed refund: less if part of it was refunded since, nothing once a bank took the money. */
function again(order: OrderView, failed: RefundRow) {
  const { lines, refundedLines } = order;
  const left = (sku: string) =>
    (lines.find((line) => line.sku === sku)?.quantity ?? 0) - (refundedLines[sku] ?? 0);
  const amount = Math.min(failed.amount, refundable(order));
  if (amount === 0 && order.disputes.some(({ state }) => state === "open")) throw aboveRest(order);
  return {
    lines: failed.lines
      .map(({ sku, quantity, restock }) => ({ sku, restock, quantity: Math.min(quantity, left(sku)) }))
      .filter(({ quantity }) => quantity > 0),
    amount,
    upToRest: true,
  };
}

/** Returns a failed refund. Syncs with Stripe first: money that was refunded in the dashboard is not refunded again. */
async function requireFailed({ orderId, refundId }: z.output<typeof Failed>) {
  await sync({ orderId }).catch((error) => {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    Log.error("refund.unavailable", error, { orderId, refundId });
    throw unavailable();
  });
  const order = await Order.require(orderId);
  const failed = order.refunds.find((refund) => refund.refundId === refundId);
  if (!failed) throw new DomainError("not_found", "refund.unknown", "This order has no such refund.");
  if (failed.state !== "failed" && failed.state !== "superseded") throw notFailed();
  return { order, failed };
}

const stateOf = ({ refunds }: OrderView, { refundId }: RefundRow) =>
  refunds.find((refund) => refund.refundId === refundId)?.state;

const notFailed = () =>
  new DomainError("conflict", "refund.not_failed", "This refund did not fail, or has been settled since.");

const unavailable = () =>
  new DomainError(
    "unavailable",
    "refund.unavailable",
    "We can't reach Stripe right now, so nothing was refunded. Please try again in a moment.",
  );

const tooLate = () =>
  new DomainError(
    "conflict",
    "refund.too_late",
    "This order can no longer be canceled. Refund the goods that come back instead.",
  );

const busy = () =>
  new DomainError(
    "conflict",
    "refund.busy",
    "This order is being changed at the moment. Please check it again.",
  );
