import { moneyOf } from "#sales/dispute";
import type { Moment } from "./checks";
import type { Discrepancy } from "./discrepancy";
import type { Facts, Intent } from "./facts";
import { sold } from "./goods";

type Order = Facts["order"][number];

/** Statuses in which the shop keeps the money of an order. */
const keeping: readonly string[] = ["paid", "packed", "shipped", "delivered"];

/**
 * Compares Stripe's money with the orders: none without an order, none twice, none of another amount. The shop keeps what
 * was captured, less refunds and disputes.
 */
export function checkMoney(facts: Facts, moment: Moment): Discrepancy[] {
  const busy = underWay(facts, moment);
  const settled = facts.order.filter(({ orderId }) => !busy.has(orderId));
  const refunds = goneByIntent(facts);
  const disputed = disputedByOrder(facts);
  const intents = Map.groupBy(facts.intents, ({ orderId }) => orderId);
  const outside = refundedOutside(facts);
  return [
    ...checkUnknown(facts, refunds, busy),
    ...settled.flatMap((order) =>
      checkOrder(order, intents.get(order.orderId) ?? [], refunds, {
        disputed: disputed.get(order.orderId) ?? 0,
        outside: outside.get(order.orderId) ?? 0,
      }),
    ),
    ...checkRefunds(facts, refundsByIntent(facts)),
    ...checkPages(facts, moment),
  ];
}

/** Returns orders whose last step or payment is so recent that the other may not have followed yet. */
function underWay({ order, transition, charges, disputes, intents }: Facts, { before }: Moment) {
  const orderOf = new Map(intents.map(({ id, orderId }) => [id, orderId]));
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  return new Set([
    ...order.filter(({ createdAt }) => createdAt > before).map(({ orderId }) => orderId),
    ...transition.filter(({ at }) => at > before).map(({ orderId }) => orderId),
    ...[...charges, ...disputes]
      .filter(({ created }) => iso(created) > before)
      .map(({ intentId }) => orderOf.get(intentId ?? "") ?? ""),
  ]);
}

/** Checks that money which Stripe authorized or kept belongs to an order. */
function checkUnknown(
  { order, intents, charges }: Facts,
  refunds: Refunds,
  busy: Set<string>,
): Discrepancy[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const known = new Set(intents.map(({ id }) => id));
  return [
    ...intents.flatMap((intent): Discrepancy[] => {
      if (!hasMoney(intent, refunds) || busy.has(intent.orderId ?? "")) return [];
      const found = orders.get(intent.orderId ?? "");
      const unknown = (what: string): Discrepancy[] => [
        {
          kind: "money.unknown",
          about: intent.id,
          text: `${intent.amount} ${intent.currency}: ${what}`,
        },
      ];
      if (!found) return unknown(`no order ${intent.orderId ?? "is named"}`);
      if (found.intentId !== intent.id) return unknown(`${found.orderId} does not know this payment`);
      const isCanceled = found.status === "canceled_refunded" && found.captured > 0;
      if (!sold.includes(found.status) && !isCanceled) return unknown(`${found.orderId} is ${found.status}`);
      return [];
    }),
    ...charges
      .filter(({ intentId, captured, refunded }) => captured > refunded && !known.has(intentId ?? ""))
      .map(
        ({ id, captured }): Discrepancy => ({
          kind: "money.unknown",
          about: id,
          text: `${captured} charged without a payment of ours`,
        }),
      ),
  ];
}

/** Money of an order that moved without a refund at Stripe: withdrawn by disputes, or refunded outside Stripe. */
type Elsewhere = { disputed: number; outside: number };

function checkOrder(
  order: Order,
  intents: Intent[],
  refunds: Refunds,
  { disputed, outside }: Elsewhere,
): Discrepancy[] {
  const { orderId, status, totals, currency, captured, refunded } = order;
  const withMoney = intents.filter((intent) => hasMoney(intent, refunds));
  const kept = intents.reduce((sum, intent) => sum + keptOf(intent, refunds), 0);
  const keeps = keeping.includes(status) || status === "canceled_refunded";
  const expected = keeps ? captured - (refunded - outside) - disputed : 0;
  const other = withMoney.find(
    ({ amount, currency: paidIn, received }) =>
      amount !== totals.total || paidIn !== currency || (keeps && received !== captured),
  );
  const missing = ["authorized", "in_review"].includes(status) && totals.total > 0 && withMoney.length === 0;
  return [
    ...(missing
      ? [{ kind: "money.missing" as const, about: orderId, text: `${status} and nothing is authorized` }]
      : []),
    ...(withMoney.length > 1
      ? [{ kind: "money.twice" as const, about: orderId, text: withMoney.map(({ id }) => id).join(", ") }]
      : []),
    ...(other
      ? [
          {
            kind: "money.amount" as const,
            about: orderId,
            text: `total ${totals.total} ${currency}, captured ${captured}; Stripe received ${other.received} of ${other.amount} ${other.currency}`,
          },
        ]
      : []),
    ...(kept === expected
      ? []
      : [
          {
            kind: "money.kept" as const,
            about: orderId,
            text: `${status} with ${expected}; Stripe has ${kept}`,
          },
        ]),
  ];
}

function checkRefunds({ intents }: Facts, refunds: Refunds): Discrepancy[] {
  return intents
    .filter(({ id, received }) => (refunds.get(id) ?? 0) > received)
    .map(
      ({ id, received }): Discrepancy => ({
        kind: "money.refunded",
        about: id,
        text: `${refunds.get(id)} refunded, ${received} received`,
      }),
    );
}

/** Checks that payment pages ask for the order's total and close with their orders. */
function checkPages({ order, pages }: Facts, { now, before }: Moment): Discrepancy[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  return pages.flatMap(({ id, orderId, status, amount, expiresAt }): Discrepancy[] => {
    const found = orders.get(orderId ?? "");
    const isOpen = status === "open" && expiresAt * 1000 > Date.parse(now);
    if (!found || found.sessionId !== id) return [];
    const text = `the page asks for ${amount}, the order for ${found.totals.total}`;
    return [
      ...(amount === found.totals.total ? [] : [{ kind: "money.amount" as const, about: id, text }]),
      ...(isOpen && found.status !== "pending" && found.createdAt <= before
        ? [{ kind: "page.open" as const, about: id, text: `${orderId} is ${found.status}` }]
        : []),
    ];
  });
}

/** Returns what disputes withdrew by order, from our rows. */
function disputedByOrder({ dispute }: Facts): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const { orderId, withdrawn, reinstated } of dispute)
    total.set(orderId, (total.get(orderId) ?? 0) + withdrawn - reinstated);
  return total;
}

/** Returns what left Stripe by payment: refunds, and what disputes withdrew. */
function goneByIntent(facts: Facts): Refunds {
  const total = new Map(refundsByIntent(facts));
  for (const { intentId, amount, status } of facts.disputes) {
    const { withdrawn, reinstated } = moneyOf({ amount, status });
    if (intentId) total.set(intentId, (total.get(intentId) ?? 0) + withdrawn - reinstated);
  }
  return total;
}

type Refunds = ReadonlyMap<string, number>;

/** Returns what was refunded by payment, pending refunds included. */
function refundsByIntent({ refunds }: Facts): Refunds {
  const total = new Map<string, number>();
  for (const { intentId, amount, status } of refunds)
    if (intentId && status !== "failed" && status !== "canceled")
      total.set(intentId, (total.get(intentId) ?? 0) + amount);
  return total;
}

/** Returns what was refunded outside Stripe by order: Stripe still has that money. */
function refundedOutside({ refund }: Facts) {
  const total = new Map<string, number>();
  for (const { orderId, amount, method, state } of refund)
    if (method === "outside" && state === "succeeded") total.set(orderId, (total.get(orderId) ?? 0) + amount);
  return total;
}

const keptOf = ({ id, received }: Intent, refunds: Refunds) => received - (refunds.get(id) ?? 0);

const hasMoney = (intent: Intent, refunds: Refunds) => intent.capturable > 0 || keptOf(intent, refunds) > 0;
