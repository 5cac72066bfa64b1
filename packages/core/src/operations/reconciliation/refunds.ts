import type { Facts, Refund } from "./facts";
import type { Finding } from "./finding";
import type { Moment } from "./judge";

type Row = Facts["refund"][number];

/** What went back is what our refunds say, each of them once at Stripe, and never more than came in. */
export function judgeRefunds(facts: Facts, { before }: Moment): Finding[] {
  const adoptedAs = new Map(facts.refund.map(({ stripeRefundId, refundId }) => [stripeRefundId, refundId]));
  const atStripe = Map.groupBy(facts.refunds, ({ id, refundId }) => refundId ?? adoptedAs.get(id));
  const rows = Map.groupBy(facts.refund, ({ orderId }) => orderId);
  return [
    ...facts.order.flatMap((order) => judgeSum(order, rows.get(order.orderId) ?? [])),
    ...facts.refund.flatMap((row) => judgeRow(row, atStripe.get(row.refundId) ?? [], before)),
    ...judgeStrangers(facts),
  ];
}

function judgeSum({ orderId, captured, refunded }: Facts["order"][number], rows: Row[]): Finding[] {
  const sum = rows.filter(isAlive).reduce((total, { amount }) => total + amount, 0);
  if (sum === refunded && sum <= captured) return [];
  const says = `notes ${refunded} of ${captured} as refunded; its refunds are ${sum}`;
  return [{ kind: "refund.sum", about: orderId, says }];
}

function judgeRow(
  { orderId, refundId, amount, state, method, createdAt }: Row,
  found: Refund[],
  before: string,
): Finding[] {
  const says = (what: string) => `${refundId}, ${state}: ${what}`;
  const alive = found.filter(({ status }) => isAtStripe(status));
  const [first] = alive;
  if (method === "outside" || amount === 0)
    return first
      ? [{ kind: "refund.differs", about: orderId, says: says("Stripe refunded it as well") }]
      : [];
  if (alive.length > 1)
    return [{ kind: "refund.differs", about: orderId, says: says(`Stripe has it ${alive.length} times`) }];
  if (first && (state === "failed" || state === "superseded" || first.amount !== amount))
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

/**
 * Every refund at Stripe stands here as well: those made in Stripe's dashboard are written down when they are heard of.
 * A payment that an ended order never kept was returned without a refund of ours.
 */
function judgeStrangers({ refunds, refund, order, intents }: Facts): Finding[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const orderOf = new Map(intents.map(({ id, orderId }) => [id, orders.get(orderId ?? "")]));
  const keptNothing = (intentId: string | null) => {
    const found = orderOf.get(intentId ?? "");
    return found?.captured === 0 && ["canceled", "expired", "canceled_refunded"].includes(found.status);
  };
  const known = new Set(refund.map(({ refundId }) => refundId));
  const adopted = new Set(refund.map(({ stripeRefundId }) => stripeRefundId));
  return refunds
    .filter(
      ({ id, refundId, intentId, status }) =>
        isAtStripe(status) &&
        !adopted.has(id) &&
        !known.has(refundId ?? "") &&
        (refundId !== null || !keptNothing(intentId)),
    )
    .map(({ id, amount }) => ({
      kind: "refund.unknown",
      about: id,
      says: `${amount} was refunded at Stripe`,
    }));
}

const isAtStripe = (status: string) => status !== "failed" && status !== "canceled";

const isAlive = ({ state }: Row) => state === "pending" || state === "succeeded";
