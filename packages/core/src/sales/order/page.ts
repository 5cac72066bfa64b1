import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Inventory } from "../inventory";
import { OrderEntity } from "./order.entity";

/** Time after which the sweeper closes an order that is marked as closing, in seconds. */
const closingCheckSeconds = 30;

const Ref = z.object({ orderId: Id.schema("order") });

const Closing = Ref.extend({ reason: z.enum(["expired", "canceled"]), cause: z.string() });

/**
 * Marks a pending order as closing: from then on no payment page may be attached to it, and the sweeper closes it soon
 * if the caller does not. Returns true when this call marked it.
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

/** Begins another try at a payment page, with its own expiry. Returns false when another request began it. */
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
 * Attaches a payment page to an order that is still open, and holds its stock until the page expires. Returns false
 * when the order is closing or closed: the page must then be expired, or it would take money without an order.
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
