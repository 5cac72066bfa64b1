import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { numberOf } from "./number";
import { OrderEntity } from "./order.entity";

const Question = z.object({
  /** Days in UTC, the last one included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Month and position to go on from. */
  place: z.object({ month: z.string(), cursor: z.string().nullable() }).nullable(),
  limit: z.int().min(1).max(1_000),
});

/**
 * Returns the orders of some days, the oldest first, a part at a time, and where to go on; null after the last. One request.
 * For jobs.
 */
export const between = fn(Question, async ({ from, to, place, limit }) => {
  const { month, cursor } = place ?? { month: from.slice(0, 7), cursor: null };
  const { data, cursor: after } = await OrderEntity.query
    .byMonth({ month })
    .between({ createdAt: from }, { createdAt: `${to}T23:59:59.999Z~` })
    .go({ cursor, limit });
  const last = [to, Clock.iso()].sort()[0]?.slice(0, 7) ?? "";
  const rows = data.map((order) => ({ ...order, number: order.number ?? numberOf(order.orderId) }));
  if (after) return { rows, next: { month, cursor: after } };
  return { rows, next: month < last ? { month: monthAfter(month), cursor: null } : null };
});

/** Returns the month after: "2026-01" for "2025-12". */
function monthAfter(month: string) {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number < 12 ? `${year}-${String(number + 1).padStart(2, "0")}` : `${year + 1}-01`;
}
