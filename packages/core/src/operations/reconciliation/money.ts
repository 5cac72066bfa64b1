import { moneyOf } from "#sales/dispute";
import type { Facts, Intent } from "./facts";
import type { Finding } from "./finding";
import { sold } from "./goods";
import type { Moment } from "./judge";

type Order = Facts["order"][number];

/** What an order that was paid keeps; every other order keeps nothing. */
const keeping: readonly string[] = ["paid", "packed", "shipped", "delivered"];

/**
 * What Stripe holds is what the orders say: no money without an order, none twice, none of another amount. What is kept is
 * what was captured, less what went back and what disputes took.
 */
export function judgeMoney(facts: Facts, moment: Moment): Finding[] {
  const busy = underWay(facts, moment);
  const settled = facts.order.filter(({ orderId }) => !busy.has(orderId));
  const refunds = goneByIntent(facts);
  const disputed = disputedByOrder(facts);
  const intents = Map.groupBy(facts.intents, ({ orderId }) => orderId);
  const outside = refundedOutside(facts);
  return [
    ...judgeStrangers(facts, refunds, busy),
    ...settled.flatMap((order) =>
      judgeOrder(order, intents.get(order.orderId) ?? [], refunds, {
        disputed: disputed.get(order.orderId) ?? 0,
        outside: outside.get(order.orderId) ?? 0,
      }),
    ),
    ...judgeRefunds(facts, refundsByIntent(facts)),
    ...judgePages(facts, moment),
  ];
}

/** Orders whose last step or payment is so young that the one may not yet have followed the other. */
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

/** Money that is reserved or kept, and no order has it on its row. */
function judgeStrangers({ order, intents, charges }: Facts, refunds: Refunds, busy: Set<string>): Finding[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  const known = new Set(intents.map(({ id }) => id));
  return [
    ...intents.flatMap((intent): Finding[] => {
      if (!hasMoney(intent, refunds) || busy.has(intent.orderId ?? "")) return [];
      const found = orders.get(intent.orderId ?? "");
      const says = (what: string): Finding[] => [
        {
          kind: "money.unknown",
          about: intent.id,
          says: `${intent.amount} ${intent.currency}: ${what}`,
        },
      ];
      if (!found) return says(`no order ${intent.orderId ?? "is named"}`);
      if (found.intentId !== intent.id) return says(`${found.orderId} does not know this payment`);
      const isCanceled = found.status === "canceled_refunded" && found.captured > 0;
      if (!sold.includes(found.status) && !isCanceled) return says(`${found.orderId} is ${found.status}`);
      return [];
    }),
    ...charges
      .filter(({ intentId, captured, refunded }) => captured > refunded && !known.has(intentId ?? ""))
      .map(
        ({ id, captured }): Finding => ({
          kind: "money.unknown",
          about: id,
          says: `${captured} charged without a payment of ours`,
        }),
      ),
  ];
}

/** Money of an order that moved without a refund at Stripe: taken by disputes, or refunded outside Stripe. */
type Elsewhere = { disputed: number; outside: number };

function judgeOrder(
  order: Order,
  intents: Intent[],
  refunds: Refunds,
  { disputed, outside }: Elsewhere,
): Finding[] {
  const { orderId, status, totals, currency, captured, refunded } = order;
  const withMoney = intents.filter((intent) => hasMoney(intent, refunds));
  const kept = intents.reduce((sum, intent) => sum + keptOf(intent, refunds), 0);
  const keeps = keeping.includes(status) || status === "canceled_refunded";
  const says = keeps ? captured - (refunded - outside) - disputed : 0;
  const other = withMoney.find(
    ({ amount, currency: paidIn, received }) =>
      amount !== totals.total || paidIn !== currency || (keeps && received !== captured),
  );
  const missing = ["authorized", "in_review"].includes(status) && totals.total > 0 && withMoney.length === 0;
  return [
    ...(missing
      ? [{ kind: "money.missing" as const, about: orderId, says: `${status} and nothing is reserved` }]
      : []),
    ...(withMoney.length > 1
      ? [{ kind: "money.twice" as const, about: orderId, says: withMoney.map(({ id }) => id).join(", ") }]
      : []),
    ...(other
      ? [
          {
            kind: "money.amount" as const,
            about: orderId,
            says: `asks for ${totals.total} ${currency}, notes ${captured}, paid ${other.received} of ${other.amount} ${other.currency}`,
          },
        ]
      : []),
    ...(kept === says
      ? []
      : [
          {
            kind: "money.kept" as const,
            about: orderId,
            says: `${status} with ${says}; Stripe keeps ${kept}`,
          },
        ]),
  ];
}

function judgeRefunds({ intents }: Facts, refunds: Refunds): Finding[] {
  return intents
    .filter(({ id, received }) => (refunds.get(id) ?? 0) > received)
    .map(
      ({ id, received }): Finding => ({
        kind: "money.refunded",
        about: id,
        says: `${refunds.get(id)} went back, ${received} came in`,
      }),
    );
}

/** Pages that could take money for nothing, or another sum than the order's. */
function judgePages({ order, pages }: Facts, { now, before }: Moment): Finding[] {
  const orders = new Map(order.map((row) => [row.orderId, row]));
  return pages.flatMap(({ id, orderId, status, amount, expiresAt }): Finding[] => {
    const found = orders.get(orderId ?? "");
    const isOpen = status === "open" && expiresAt * 1000 > Date.parse(now);
    if (!found || found.sessionId !== id) return [];
    const says = `the page asks for ${amount}, the order for ${found.totals.total}`;
    return [
      ...(amount === found.totals.total ? [] : [{ kind: "money.amount" as const, about: id, says }]),
      ...(isOpen && found.status !== "pending" && found.createdAt <= before
        ? [{ kind: "page.open" as const, about: id, says: `${orderId} is ${found.status}` }]
        : []),
    ];
  });
}

/** Sums up what disputes took, by order, from the rows here. */
function disputedByOrder({ dispute }: Facts): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const { orderId, withdrawn, reinstated } of dispute)
    total.set(orderId, (total.get(orderId) ?? 0) + withdrawn - reinstated);
  return total;
}

/** Sums up what Stripe has no longer, by payment: refunds, and what disputes took. */
function goneByIntent(facts: Facts): Refunds {
  const total = new Map(refundsByIntent(facts));
  for (const { intentId, amount, status } of facts.disputes) {
    const { withdrawn, reinstated } = moneyOf({ amount, status });
    if (intentId) total.set(intentId, (total.get(intentId) ?? 0) + withdrawn - reinstated);
  }
  return total;
}

type Refunds = ReadonlyMap<string, number>;

/** What went back, or is on its way, by payment. */
function refundsByIntent({ refunds }: Facts): Refunds {
  const total = new Map<string, number>();
  for (const { intentId, amount, status } of refunds)
    if (intentId && status !== "failed" && status !== "canceled")
      total.set(intentId, (total.get(intentId) ?? 0) + amount);
  return total;
}

/** Sums up what was refunded outside Stripe, by order: Stripe still has that money. */
function refundedOutside({ refund }: Facts) {
  const total = new Map<string, number>();
  for (const { orderId, amount, method, state } of refund)
    if (method === "outside" && state === "succeeded") total.set(orderId, (total.get(orderId) ?? 0) + amount);
  return total;
}

const keptOf = ({ id, received }: Intent, refunds: Refunds) => received - (refunds.get(id) ?? 0);

const hasMoney = (intent: Intent, refunds: Refunds) => intent.capturable > 0 || keptOf(intent, refunds) > 0;
