import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Inventory } from "../inventory";
import { OrderEntity } from "./order.entity";

/** The sweeper finishes what was marked for closing after so long, in seconds. */
const closingCheckSeconds = 30;

const Ref = z.object({ orderId: Id.schema("order") });

const Closing = Ref.extend({ reason: z.enum(["expired", "canceled"]), cause: z.string() });

/**
 * Marks a pending order as being closed: from then on no payment page may be attached to it, and the sweeper sees to
 * it soon should whoever marked it not come to the end. True when this call marked it.
 */
export const beginClosing = fn(Closing, async ({ orderId, reason, cause }) => {
  const { committed } = await transact({
    order: OrderEntity.patch({ orderId })
      .set({ closing: reason, closingCause: cause })
      .where(
        ({ status, closing }, { eq, notExists }) => `${eq(status, "pending")} AND ${notExists(closing)}`,
      ),
    hold: Inventory.scheduleCheck({ orderId, checkAt: Clock.iso(closingCheckSeconds) }),
  });
  return committed;
});

const Attempt = Ref.extend({ attempt: z.int(), paymentExpiresAt: z.string() });

/** Begins another attempt at a payment page, with a life of its own. False when somebody else began it. */
export const beginAttempt = fn(Attempt, async ({ orderId, attempt, paymentExpiresAt }) => {
  const begun = OrderEntity.patch({ orderId })
    .set({ attempt, paymentExpiresAt })
    .where(
      (at, { eq, notExists }) =>
        `${eq(at.status, "pending")} AND ${eq(at.attempt, attempt - 1)} AND ${notExists(at.closing)} AND ${notExists(at.sessionId)}`,
    );
  return Dynamo.written(begun.go());
});

const Attach = Ref.extend({ attempt: z.int(), sessionId: z.string(), paymentExpiresAt: z.string() });

/**
 * Ties a payment page to an order that is still open, and holds its goods for as long as the page can be paid.
 * False when the order is closing or closed: the page must then be expired, or it would take money for nothing.
 */
export const attach = fn(Attach, async ({ orderId, attempt, sessionId, paymentExpiresAt }) => {
  const { committed } = await transact({
    order: OrderEntity.patch({ orderId })
      .set({ sessionId })
      .where(
        (at, { eq, notExists }) =>
          `${eq(at.status, "pending")} AND ${eq(at.attempt, attempt)} AND ${notExists(at.closing)} AND (${notExists(at.sessionId)} OR ${eq(at.sessionId, sessionId)})`,
      ),
    hold: Inventory.holdUntil({ orderId, expiresAt: paymentExpiresAt }),
  });
  return committed;
});
