import { z } from "zod";
import { Clock } from "#platform/clock";
import { shardOf } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";

/** The sweeper finishes what was marked for closing after so long, in seconds. */
const closingCheckSeconds = 30;

const Ref = z.object({ orderId: Id.schema("order") });

const Closing = Ref.extend({ reason: z.enum(["expired", "canceled"]), cause: z.string() });

/**
 * Marks a pending order as being closed: from then on no payment page may be attached to it, and the sweeper sees to
 * it soon should whoever marked it not come to the end. True when this call marked it.
 */
export const beginClosing = fn(Closing, async ({ orderId, reason, cause }) => {
  const written = await Store.write(({ order, hold }) => [
    order
      .patch({ orderId })
      .set({ closing: reason, closingCause: cause })
      .where(({ status, closing }, { eq, notExists }) => `${eq(status, "pending")} AND ${notExists(closing)}`)
      .commit(),
    hold
      .patch({ orderId })
      .set({ checkAt: Clock.iso(closingCheckSeconds) })
      .composite({ shard: shardOf(orderId) })
      .commit(),
  ]);
  return written.done;
});

const Attempt = Ref.extend({ attempt: z.int(), paymentExpiresAt: z.string() });

/** Begins another attempt at a payment page, with a life of its own. False when somebody else began it. */
export const beginAttempt = fn(Attempt, async ({ orderId, attempt, paymentExpiresAt }) => {
  const written = await Store.write(({ order }) => [
    order
      .patch({ orderId })
      .set({ attempt, paymentExpiresAt })
      .where(
        (at, { eq, notExists }) =>
          `${eq(at.status, "pending")} AND ${eq(at.attempt, attempt - 1)} AND ${notExists(at.closing)} AND ${notExists(at.sessionId)}`,
      )
      .commit(),
  ]);
  return written.done;
});

const Attach = Ref.extend({ attempt: z.int(), sessionId: z.string(), paymentExpiresAt: z.string() });

/**
 * Ties a payment page to an order that is still open, and holds its goods for as long as the page can be paid.
 * False when the order is closing or closed: the page must then be expired, or it would take money for nothing.
 */
export const attach = fn(Attach, async ({ orderId, attempt, sessionId, paymentExpiresAt }) => {
  const written = await Store.write(({ order, hold }) => [
    order
      .patch({ orderId })
      .set({ sessionId })
      .where(
        (at, { eq, notExists }) =>
          `${eq(at.status, "pending")} AND ${eq(at.attempt, attempt)} AND ${notExists(at.closing)} AND (${notExists(at.sessionId)} OR ${eq(at.sessionId, sessionId)})`,
      )
      .commit(),
    hold.patch({ orderId }).set({ expiresAt: paymentExpiresAt }).commit(),
  ]);
  return written.done;
});
