import type { Facts, Refund } from "./facts";
import type { Finding } from "./finding";
import type { Moment } from "./judge";

type Row = Facts["refund"][number];

/** What went back is what our refunds say, each of them once at Stripe, and never more than came in. */
export function judgeRefunds(facts: Facts, { before }: Moment): Finding[] {
  const atStripe = Map.groupBy(facts.refunds, ({ refundId }) => refundId);
  const rows = Map.groupBy(facts.refund, ({ orderId }) => orderId);
  return [
    ...facts.order.flatMap((order) => judgeSum(order, rows.get(order.orderId) ?? [])),
    ...facts.refund.flatMap((row) => judgeRow(row, atStripe.get(row.refundId) ?? [], before)),
    ...judgeStrangers(facts),
  ];
}

function judgeSum({ orderId, captured, refunded }: Facts["order"][number], rows: Row[]): Finding[] {
  const sum = rows.filter(({ state }) => state !== "failed").reduce((total, { amount }) => total + amount, 0);
  if (sum === refunded && sum <= captured) return [];
  const says = `notes ${refunded} of ${captured} as refunded; its refunds are ${sum}`;
  return [{ kind: "refund.sum", about: orderId, says }];
}

function judgeRow(
  { orderId, refundId, amount, state, createdAt }: Row,
  found: Refund[],
  before: string,
): Finding[] {
  const says = (what: string) => `${refundId}, ${state}: ${what}`;
  const alive = found.filter(({ status }) => isAlive(status));
  const [first] = alive;
  if (alive.length > 1)
    return [{ kind: "refund.differs", about: orderId, says: says(`Stripe has it ${alive.length} times`) }];
  if (first && (state === "failed" || first.amount !== amount))
    return [
      { kind: "refund.differs", about: orderId, says: says(`${first.amount} at Stripe, not ${amount}`) },
    ];
  if (!first && state === "succeeded")
    return [{ kind: "refund.differs", about: orderId, says: says("Stripe does not have it") }];
  const atBank = first && first.status !== "succeeded";
  if (state === "pending" && !atBank && createdAt <= before)
    return [{ kind: "refund.waiting", about: orderId, says: says("nobody has settled it") }];
  return [];
}

/** A payment that came for an order without goods goes back whole, without a refund of ours: such an order kept nothing. */
function judgeStrangers({ refunds, refund, order, intents }: Facts): Finding[] {
  const known = new Set(refund.map(({ refundId }) => refundId));
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const orderOf = new Map(intents.map(({ id, orderId }) => [id, orders.get(orderId ?? "")]));
  return refunds
    .filter(({ refundId, intentId, status }) => {
      if (!isAlive(status)) return false;
      if (refundId) return !known.has(refundId);
      const found = orderOf.get(intentId ?? "");
      return found?.status !== "canceled_refunded" || found.captured > 0;
    })
    .map(({ id, amount }) => ({ kind: "refund.unknown", about: id, says: `${amount} went back unasked` }));
}

const isAlive = (status: string) => status !== "failed" && status !== "canceled";
