import { Clock } from "#platform/clock";
import type { OrderView } from "../order";

const daySeconds = 24 * 3600;

/**
 * Time after shipping when the customer may request a return although the order is not marked as delivered, in
 * seconds.
 */
export const arrivesSeconds = 3 * 24 * 3600;

/** Time after shipping when the return window begins if the order is never marked as delivered, in seconds. */
const latestArrivalSeconds = 14 * 24 * 3600;

type Timed = Pick<OrderView, "timeline">;
type Promised = Timed & Pick<OrderView, "returnDays">;
type Returnable = Pick<OrderView, "refundedLines" | "goodsSettled" | "returns" | "refunds"> & {
  lines: Pick<OrderView["lines"][number], "sku" | "name" | "title" | "quantity">[];
};

/** Returns when the return window of an order opens, ISO 8601; null while the order has not been shipped. */
export function opensAt({ timeline }: Timed) {
  const { delivered, shipped } = timesOf(timeline);
  return delivered ?? (shipped ? later(shipped, arrivesSeconds) : null);
}

/** Returns when the return window of an order ends, ISO 8601; null while the order has not been shipped. */
export function endsAt({ timeline, returnDays }: Promised) {
  const { delivered, shipped } = timesOf(timeline);
  const arrived = delivered ?? (shipped ? later(shipped, latestArrivalSeconds) : null);
  return arrived ? later(arrived, returnDays * daySeconds) : null;
}

/**
 * Returns how many units of each line a return can be requested for: shipped, neither refunded nor in another return.
 */
export function returnable({ lines, refundedLines, goodsSettled, returns, refunds }: Returnable) {
  const failed = new Set(refunds.filter(({ state }) => state === "failed").map(({ refundId }) => refundId));
  const taken = returns
    .filter(
      ({ state, refundId }) =>
        state === "requested" ||
        state === "approved" ||
        // Its goods came back although its refund failed, so its units do not count as refunded.
        (state === "received" && refundId !== undefined && failed.has(refundId)),
    )
    .flatMap((row) => row.lines);
  return lines.map(({ sku, name, title, quantity }) => {
    const open = taken.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0);
    const gone = (refundedLines[sku] ?? 0) + Math.max(open, goodsSettled[sku] ?? 0);
    return { sku, name, title, left: Math.max(0, quantity - gone) };
  });
}

/** Tells whether the customer of an order can request a return now. */
export function isOpen(order: OrderView) {
  const [from, until, now] = [opensAt(order), endsAt(order), Clock.iso()];
  return (
    isSent(order) &&
    from !== null &&
    until !== null &&
    from <= now &&
    now < until &&
    returnable(order).some(({ left }) => left > 0)
  );
}

export const isSent = ({ status }: Pick<OrderView, "status">) =>
  status === "shipped" || status === "delivered";

function timesOf(timeline: OrderView["timeline"]) {
  const at = (wanted: string) => timeline.find(({ status }) => status === wanted)?.at ?? null;
  return { delivered: at("delivered"), shipped: at("shipped") };
}

const later = (iso: string, seconds: number) => new Date(Date.parse(iso) + seconds * 1000).toISOString();
