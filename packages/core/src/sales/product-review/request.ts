import { z } from "zod";
import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { Dynamo, transact } from "#platform/dynamo";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Settings } from "#platform/settings";
import type { OrderView } from "../order";
import { ReviewRequestEntity } from "./request.entity";

const day = 24 * 3600;

/**
 * Schedules the request for reviews of an order that was shipped, unless the merchant has turned requests off. Safe to
 * repeat: the first call decides when.
 */
export const scheduleRequest = fn(z.object({ orderId: Id.schema("order") }), async ({ orderId }) => {
  const { ask, afterDays } = await Settings.read("reviews");
  if (!ask) return;
  const row = { orderId, dueAt: Clock.iso(afterDays * day), createdAt: Clock.iso() };
  await Dynamo.written(ReviewRequestEntity.create(row).go());
});

/**
 * Publishes an event for each order whose customer is now to be asked for reviews, once. Returns how many there were and
 * how many failed.
 */
export const sweepRequests = () =>
  Due.sweep({
    shards: [0],
    read: () => ReviewRequestEntity.query.due({}).lte({ dueAt: Clock.iso() }).go({ limit: 100 }),
    work: ({ orderId, dueAt }) =>
      transact({
        request: ReviewRequestEntity.remove({ orderId }).where((at, { eq }) => eq(at.dueAt, dueAt)),
        event: Event.record("order.review_due", { orderId }, Id.derived("event", "review-request", orderId)),
      }),
    putOff: ({ orderId, createdAt }) =>
      Dynamo.written(
        ReviewRequestEntity.patch({ orderId })
          .set({ dueAt: Due.next(createdAt) })
          .go(),
      ),
    failure: ({ orderId }) => ({ event: "review.request_failed", orderId }),
  });

/** Tells whether the products of an order may be reviewed: it is shipped, and its customer's data is not erased. */
export const isOpen = ({ status, contact }: Pick<OrderView, "status" | "contact">) =>
  (status === "shipped" || status === "delivered") && contact.email !== "";

/** Tells whether a customer is asked for reviews of an order: not when all its money was refunded. */
export const isWorthAsking = (order: OrderView) =>
  isOpen(order) && (order.captured === 0 || order.refunded < order.captured);
