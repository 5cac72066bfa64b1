import { z } from "zod";
import { fn } from "#platform/fn";
import { numberOf } from "./number";
import { OrderEntity } from "./order.entity";

const Question = z.object({
  /** Moments, ISO 8601 UTC: the first one counts, the last one does not. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Position to go on from. */
  place: z.object({ cursor: z.string() }).nullable(),
  limit: z.int().min(1).max(1_000),
});

/**
 * Returns the orders that were placed in a time, the oldest first, a part at a time, and where to go on; null after the
 * last. One request. For jobs.
 */
export const between = fn(Question, async ({ from, until, place, limit }) => {
  const last = new Date(Date.parse(until) - 1).toISOString();
  const { data, cursor } = await OrderEntity.query
    .all({ list: "all" })
    .between({ createdAt: from }, { createdAt: `${last}~` })
    .go({ cursor: place?.cursor ?? null, limit });
  const rows = data.map((order) => ({ ...order, number: order.number ?? numberOf(order.orderId) }));
  return { rows, next: cursor ? { cursor } : null };
});
