import { z } from "zod";
import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { Dynamo, transact } from "#platform/dynamo";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Money } from "#platform/money";
import { Stripe, StripeApi } from "#platform/stripe";
import { Inventory } from "../inventory";
import { Order, type OrderView, type RefundRow } from "../order";
import { planFailure } from "./plan";
import { RefundEntity } from "./refund.entity";
import { newRefund, nextLook, pause, refundWrites, succeededEvent, writeSums } from "./rows";

const tries = 12;

const Ref = z.object({ orderId: Id.schema("order"), refundId: Id.schema("refund") });

/**
 * Asks Stripe for a refund, once by its idempotency key, and records the response. Throws Stripe's errors when it
 * cannot be reached.
 */
export const send = fn(Ref, async ({ orderId, refundId }) => {
  const order = await Order.require(orderId);
  const refund = order.refunds.find((found) => found.refundId === refundId);
  if (refund) await sendRefund(order, refund);
});

/** Does what `send` does, for an order that was just read or written. */
export async function sendRefund(order: OrderView, refund: RefundRow) {
  if (refund.state !== "pending" || !order.intentId) return;
  try {
    await applyTo(order, (await find(refund, order.intentId)) ?? (await ask(refund, order.intentId)));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeAPIError) await nextAttempt(refund);
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    await fail(order, refund, error.message);
  }
}

/** Finds the refund at Stripe that an earlier try made when its response was lost. */
async function find({ stripeRefundId, attempt, refundId }: RefundRow, payment_intent: string) {
  const { refunds } = StripeApi.client();
  if (stripeRefundId) return refunds.retrieve(stripeRefundId);
  if (attempt === 1) return undefined;
  const made = await refunds.list({ payment_intent, limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return made.find(({ metadata }) => metadata?.refundId === refundId);
}

const ask = ({ orderId, refundId, amount, attempt }: RefundRow, payment_intent: string) =>
  StripeApi.client().refunds.create(
    { payment_intent, amount, metadata: { orderId, refundId } },
    { idempotencyKey: `refund:${refundId}:${attempt}` },
  );

async function nextAttempt({ orderId, refundId, attempt }: RefundRow) {
  const next = RefundEntity.patch({ orderId, refundId })
    .set({ attempt: attempt + 1 })
    .where((at, { eq }) => eq(at.attempt, attempt));
  await Dynamo.written(next.go());
}

/**
 * Updates the refunds of an order to Stripe, including those made in Stripe's dashboard. Returns the outcome of each.
 * Throws Stripe's errors when it cannot be reached.
 */
export const sync = fn(Ref.pick({ orderId: true }), async ({ orderId }) => {
  const { intentId } = await Order.require(orderId);
  if (!intentId) return [];
  const list = StripeApi.client().refunds.list({ payment_intent: intentId, limit: 100 });
  const found = await list.autoPagingToArray({ limit: 1_000 });
  const outcomes: string[] = [];
  for (const refund of found) outcomes.push(await apply(refund));
  return outcomes;
});

/**
 * Applies what Stripe says of a refund; one that was made in Stripe's dashboard is recorded first. Returns the outcome.
 * Throws when the capture of the order's payment is not recorded yet: the caller settles the payment first, or tries
 * again.
 */
export async function apply(answer: Stripe.Refund): Promise<string> {
  const order = await orderOf(answer);
  return order ? applyTo(order, answer) : "not a refund of ours";
}

async function applyTo(order: OrderView, answer: Stripe.Refund): Promise<string> {
  if (order.captured === 0 && isOver(order)) return "of a payment that the order never kept";
  const refund = order.refunds.find(
    ({ refundId, stripeRefundId }) => refundId === answer.metadata?.refundId || stripeRefundId === answer.id,
  );
  if (answer.currency.toUpperCase() !== order.currency || (refund && refund.amount !== answer.amount)) {
    Log.error("refund.mismatch", "Stripe holds another amount.", { stripeRefundId: answer.id });
    return "distrusted";
  }
  switch (answer.status) {
    case "succeeded":
      if (refund && isGivenUp(refund)) return revive(order, refund, answer.id);
      return refund ? succeed(order, refund, answer.id) : adopt(order, answer, "succeeded");
    case "failed":
    case "canceled":
      return refund
        ? fail(order, refund, answer.failure_reason ?? answer.status)
        : "failed before it was known";
    default:
      if (!refund) return adopt(order, answer, "pending");
      await postpone(refund, answer.id);
      return "pending";
  }
}

const isOver = ({ status }: OrderView) => ["canceled", "expired", "canceled_refunded"].includes(status);

/**
 * Returns the order of a refund: named by a refund of ours, else by the payment. Null for a refund that is not ours.
 */
async function orderOf({ metadata, payment_intent }: Stripe.Refund) {
  const named = await orderNamed(metadata?.orderId);
  if (named || !payment_intent) return named;
  const intent =
    typeof payment_intent === "string"
      ? await StripeApi.client().paymentIntents.retrieve(payment_intent)
      : payment_intent;
  return orderNamed(intent.metadata.orderId);
}

async function orderNamed(name: string | undefined) {
  const ref = Id.schema("order").safeParse(name);
  return ref.success ? Order.byId({ orderId: ref.data }) : null;
}

/** Tells whether a refund failed here without a response of Stripe: Stripe may have made it nevertheless. */
const isGivenUp = ({ state, failedAfter }: RefundRow) =>
  (state === "failed" || state === "superseded") && failedAfter === "pending";

/**
 * Records a refund that failed here and was made at Stripe nevertheless. Asks Stripe once more first, because the
 * response may be older than the failure.
 */
async function revive(order: OrderView, failed: RefundRow, stripeRefundId: string) {
  const now = await StripeApi.client().refunds.retrieve(stripeRefundId);
  return now.status === "succeeded" ? adopt(order, now, "succeeded", failed) : failed.state;
}

/** Records a refund that was made at Stripe, once: its id derives from Stripe's. */
async function adopt(
  found: OrderView,
  answer: Stripe.Refund,
  state: "pending" | "succeeded",
  failed?: RefundRow,
): Promise<string> {
  const { orderId } = found;
  const refundId = Id.derived("refund", orderId, answer.id);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = attempt === 1 ? found : await Order.require(orderId);
    if (order.refunds.some((refund) => refund.refundId === refundId)) return state;
    if (await isRelease(answer)) return "released, never captured";
    if (order.captured === 0) throw new Error(`${orderId} is refunded at Stripe and not captured here yet.`);
    if (order.captured < order.refunded + answer.amount && !hasOwnPending(order)) {
      Log.error("refund.mismatch", "Stripe refunded more than was left.", {
        orderId,
        stripeRefundId: answer.id,
      });
      return "more than was captured";
    }
    const set = {
      refunded: order.refunded + answer.amount,
      refundedLines: order.refundedLines,
      goodsSettled: order.goodsSettled,
      refundVersion: order.refundVersion + 1,
    };
    const refund = newRefund(orderId, {
      refundId,
      reason: "Refunded at Stripe.",
      actor: "stripe",
      stripeRefundId: answer.id,
      state,
      plan: { amount: answer.amount, lines: [], stage: "shipped" },
    });
    const supersedes = failed?.state === "failed" ? failed : undefined;
    const written = await writeSums(order, set, {
      ...refundWrites(order, refund, { supersedes }),
      remark: Order.remark({
        orderId,
        about: `refund:${answer.id}`,
        actor: "stripe",
        text: `${Money.format(answer.amount, order.currency)} was refunded at Stripe.`,
      }),
    });
    if (written) {
      Log.warn("refund.made_at_stripe", { orderId, refundId });
      return state;
    }
    await pause(attempt);
  }
  throw new Error(`The refund ${answer.id}, made at Stripe, could not be recorded.`);
}

/**
 * Tells whether a refund is Stripe's entry for the uncaptured rest of a payment: the first one of exactly that amount.
 * That money was never captured, so nothing is refunded.
 */
async function isRelease({ id, amount, charge, metadata }: Stripe.Refund) {
  if (!charge || metadata?.refundId) return false;
  const stripe = StripeApi.client();
  const held = typeof charge === "string" ? await stripe.charges.retrieve(charge) : charge;
  if (held.amount - held.amount_captured !== amount) return false;
  const all = await stripe.refunds.list({ charge: held.id, limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return all.findLast((refund) => refund.amount === amount && !refund.metadata?.refundId)?.id === id;
}

/** Tells whether a refund of ours is pending: it may want money that was refunded at Stripe first, and then fails. */
const hasOwnPending = ({ refunds }: OrderView) => refunds.some(({ state }) => state === "pending");

/**
 * Asks Stripe about refunds that neither a response nor a webhook has settled, each after growing pauses. A refund that
 * Stripe has not answered about for three days fails, so that staff decide.
 */
export async function sweep() {
  const { swept } = await Due.sweep({
    shards: [0],
    read: () =>
      RefundEntity.query.byState({ state: "pending" }).lte({ dueAt: Clock.iso() }).go({ limit: 100 }),
    work: sweepOne,
    putOff,
    failure: ({ refundId }) => ({ event: "refund.sweep_failed", refundId }),
  });
  return swept;
}

async function sweepOne({
  orderId,
  refundId,
  createdAt,
}: Pick<RefundRow, "orderId" | "refundId" | "createdAt">) {
  try {
    await send({ orderId, refundId });
  } catch (error) {
    const order = await Order.require(orderId);
    const refund = order.refunds.find((row) => row.refundId === refundId);
    if (refund?.state !== "pending") return;
    if (refund.stripeRefundId || !Due.isOver(createdAt)) throw error;
    await fail(order, refund, "Stripe did not answer for three days.");
  }
}

async function succeed(order: OrderView, { refundId, state, dueAt }: RefundRow, stripeRefundId: string) {
  if (state !== "pending") return state;
  const { orderId, trace } = order;
  const { committed } = await transact({
    refund: RefundEntity.patch({ orderId, refundId })
      .set({ state: "succeeded", stripeRefundId })
      .composite({ dueAt })
      .where((at, { eq }) => eq(at.state, "pending")),
    event: succeededEvent(order, refundId),
  });
  if (committed) Log.info("refund.succeeded", { orderId, refundId, ...(trace && { trace }) });
  return "succeeded";
}

/** Undoes a refund that failed: sums, lines and goods. Its event tells the customer. */
async function fail(found: OrderView, { refundId }: RefundRow, failure: string): Promise<string> {
  const { orderId } = found;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.withAllocation(attempt === 1 ? found : await Order.require(orderId));
    const row = order.refunds.find((refund) => refund.refundId === refundId);
    if (!row || row.state === "failed" || row.state === "superseded") return "failed";
    const available = await Inventory.available({ skus: row.lines.map(({ sku }) => sku) });
    const { set, goods } = planFailure(order, row, available);
    const written = await writeSums(order, set, {
      refund: RefundEntity.patch({ orderId, refundId })
        .set({ state: "failed", failure, failedAfter: row.state === "succeeded" ? "succeeded" : "pending" })
        .composite({ dueAt: row.dueAt })
        .where((at, { eq }) => eq(at.state, row.state)),
      goods: Inventory.writes(orderId, goods),
      remark: Order.remark({
        orderId,
        about: `refund_failed:${refundId}`,
        actor: "stripe",
        text: `The refund of ${Money.format(row.amount, order.currency)} failed: ${Order.wordsOf(failure).replace(/\.$/, "")}.`,
      }),
      event: Event.record("order.refund_failed", {
        orderId,
        refundId,
        ...(order.trace && { trace: order.trace }),
      }),
    });
    if (written) {
      Log.warn("refund.failed", { orderId, refundId, failure });
      return "failed";
    }
    await pause(attempt);
  }
  throw new Error(`The failed refund ${refundId} could not be recorded.`);
}

/** Records that Stripe has the refund and has not decided. */
async function postpone({ orderId, refundId, tries: looks = 0 }: RefundRow, stripeRefundId: string) {
  await RefundEntity.patch({ orderId, refundId })
    .set({ stripeRefundId, tries: looks + 1, dueAt: nextLook(looks + 1) })
    .composite({ state: "pending" })
    .go();
}

async function putOff({
  orderId,
  refundId,
  tries: looks = 0,
}: Pick<RefundRow, "orderId" | "refundId" | "tries">) {
  await RefundEntity.patch({ orderId, refundId })
    .set({ tries: looks + 1, dueAt: nextLook(looks + 1) })
    .composite({ state: "pending" })
    .go();
}

/** Returns refunds that failed and were not settled, newest first, 100 at most: staff must act on each. */
export async function failed() {
  const { data } = await RefundEntity.query.byState({ state: "failed" }).go({ limit: 100, order: "desc" });
  return data;
}
