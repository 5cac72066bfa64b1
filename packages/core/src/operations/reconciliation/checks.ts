import { checkCoupons } from "./coupons";
import type { Discrepancy } from "./discrepancy";
import { checkDisputes } from "./disputes";
import type { Facts } from "./facts";
import { checkFulfillment } from "./fulfillment";
import { checkGoods } from "./goods";
import { checkMoney } from "./money";
import { checkOrders } from "./orders";
import { checkRefunds } from "./refunds";

/** Time of the check. What happened after `before` may still be in progress and is not checked. ISO 8601. */
export type Moment = { now: string; before: string };

/** Returns where the facts contradict each other or our rules. Pure. */
export function discrepanciesIn(facts: Facts, moment: Moment): Discrepancy[] {
  return [
    ...facts.unreadable.map(({ about, text }): Discrepancy => ({ kind: "row.unreadable", about, text })),
    ...checkGoods(facts),
    ...checkOrders(facts),
    ...checkCoupons(facts),
    ...checkMoney(facts, moment),
    ...checkRefunds(facts, moment),
    ...checkDisputes(facts, moment),
    ...checkFulfillment(facts, moment),
    ...checkEvents(facts, moment),
    ...checkWaiting(facts, moment),
  ];
}

/** Age up to which events are expected, in seconds: the table deletes handled events after 30 days. */
const eventsKeptSeconds = 29 * 24 * 3600;

/** Checks that each step has the event that was written with it. */
function checkEvents({ transition, event }: Facts, { now }: Moment): Discrepancy[] {
  const since = new Date(Date.parse(now) - eventsKeptSeconds * 1000).toISOString();
  const published = new Set(event.map(({ type, detail }) => `${detail.orderId} ${type}`));
  return transition
    .filter(({ at }) => at > since)
    .map(({ orderId, status }) => ({
      orderId,
      type: status === "pending" ? "order.placed" : `order.${status}`,
    }))
    .filter(({ orderId, type }) => !published.has(`${orderId} ${type}`))
    .map(({ orderId, type }) => ({ kind: "event.missing", about: orderId, text: `has no ${type}` }));
}

/** Checks that events, webhooks and emails are not left unfinished. */
function checkWaiting({ event, stripeevent, message, order }: Facts, { before }: Moment): Discrepancy[] {
  const known = new Set(order.map(({ orderId }) => orderId));
  const seen = new Set<string>();
  return [
    ...event
      .filter(({ state, waiting, at }) => (state === "waiting" || waiting.length > 0) && at <= before)
      .map(
        ({ eventId, type, waiting }): Discrepancy => ({
          kind: "event.waiting",
          about: eventId,
          text: `${type} still waits for ${waiting.sort().join(", ") || "being marked as handled"}`,
        }),
      ),
    ...stripeevent
      .filter(({ state, receivedAt }) => state === "received" && receivedAt <= before)
      .map(
        ({ eventId, type }): Discrepancy => ({
          kind: "webhook.waiting",
          about: eventId,
          text: `${type} was stored and not handled`,
        }),
      ),
    ...message.flatMap(({ orderId, kind, state, at }): Discrepancy[] => {
      const about = `${orderId} ${kind}`;
      const twice = seen.has(about);
      seen.add(about);
      return [
        ...(twice ? [{ kind: "message.twice" as const, about, text: "sent more than once" }] : []),
        ...(known.has(orderId)
          ? []
          : [{ kind: "message.orphan" as const, about, text: "is about an order that does not exist" }]),
        ...(state === "sending" && at <= before
          ? [{ kind: "message.stuck" as const, about, text: "was leased for sending and not sent" }]
          : []),
      ];
    }),
  ];
}
