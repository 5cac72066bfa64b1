import { z } from "zod";
import { fn } from "#platform/fn";
import { numberOf } from "./number";
import { OrderEntity } from "./order.entity";

const Question = z.object({
  /** Days in UTC, the last one included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Position to go on from. */
  place: z.object({ cursor: z.string() }).nullable(),
  limit: z.int().min(1).max(1_000),
});

/**
 * Returns the orders of some days, the oldest first, a part at a time, and where to go on; null after the last. One request.
 * For jobs.
 */
export const between = fn(Question, async ({ from, to, place, limit }) => {
  const { data, cursor } = await OrderEntity.query
    .all({ list: "all" })
    .between({ createdAt: from }, { createdAt: `${to}T23:59:59.999Z~` })
    .go({ cursor: place?.cursor ?? null, limit });
  const rows = data.map((order) => ({ ...order, number: order.number ?? numberOf(order.orderId) }));
  return { rows, next: cursor ? { cursor } : null };
});
