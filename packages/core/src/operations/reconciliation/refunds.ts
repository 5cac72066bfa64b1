import type { Moment } from "./checks";
import type { Discrepancy } from "./discrepancy";
import type { Facts, Refund } from "./facts";

type Row = Facts["refund"][number];

/** Compares refunds with the sums of their orders and with Stripe. */
export function checkRefunds(facts: Facts, { before }: Moment): Discrepancy[] {
  const adoptedAs = new Map(facts.refund.map(({ stripeRefundId, refundId }) => [stripeRefundId, refundId]));
  const atStripe = Map.groupBy(facts.refunds, ({ id, refundId }) => refundId ?? adoptedAs.get(id));
  const rows = Map.groupBy(facts.refund, ({ orderId }) => orderId);
  return [
    ...facts.order.flatMap((order) => checkSum(order, rows.get(order.orderId) ?? [])),
    ...facts.refund.flatMap((row) => checkRow(row, atStripe.get(row.refundId) ?? [], before)),
    ...checkUnknown(facts),
  ];
}

function checkSum({ orderId, captured, refunded }: Facts["order"][number], rows: Row[]): Discrepancy[] {
  const sum = rows.filter(isAlive).reduce((total, { amount }) => total + amount, 0);
  if (sum === refunded && sum <= captured) return [];
  const text = `refunded ${refunded} of ${captured}; the sum of its refunds is ${sum}`;
  return [{ kind: "refund.sum", about: orderId, text }];
}

function checkRow(
  { orderId, refundId, amount, state, method, createdAt }: Row,
  found: Refund[],
  before: string,
): Discrepancy[] {
  const describe = (what: string) => `${refundId}, ${state}: ${what}`;
  const differs = (what: string): Discrepancy[] => [
    { kind: "refund.differs", about: orderId, text: describe(what) },
  ];
  const alive = found.filter(({ status }) => isAtStripe(status));
  const [first] = alive;
  if (method === "outside" || amount === 0) return first ? differs("Stripe refunded it as well") : [];
  if (alive.length > 1) return differs(`Stripe has it ${alive.length} times`);
  if (first && (state === "failed" || state === "superseded" || first.amount !== amount))
    return differs(`${first.amount} at Stripe, not ${amount}`);
  if (!first && state === "succeeded") return differs("Stripe does not have it");
  const atBank = first && first.status !== "succeeded";
  if (state === "pending" && !atBank && createdAt <= before)
    return [{ kind: "refund.waiting", about: orderId, text: describe("is still pending") }];
  return [];
}

/**
 * Checks that we have every refund of Stripe. Refunds from Stripe's dashboard are recorded when their webhook arrives;
 * a payment that was never captured for its order is returned without a refund of ours.
 */
function checkUnknown({ refunds, refund, order, intents }: Facts): Discrepancy[] {
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
      text: `${amount} was refunded at Stripe`,
    }));
}

const isAtStripe = (status: string) => status !== "failed" && status !== "canceled";

const isAlive = ({ state }: Row) => state === "pending" || state === "succeeded";
