import { judgeCoupons } from "./coupons";
import { judgeDisputes } from "./disputes";
import type { Facts } from "./facts";
import type { Finding } from "./finding";
import { judgeFulfillment } from "./fulfillment";
import { judgeGoods } from "./goods";
import { judgeMoney } from "./money";
import { judgeOrders } from "./orders";
import { judgeRefunds } from "./refunds";

/** What happened after `before` may still be under way and is not yet held against anybody. ISO 8601. */
export type Moment = { now: string; before: string };

/** Everything in which the facts contradict each other or what was promised. Pure. */
export function judge(facts: Facts, moment: Moment): Finding[] {
  return [
    ...facts.unreadable.map(({ about, says }): Finding => ({ kind: "row.unreadable", about, says })),
    ...judgeGoods(facts),
    ...judgeOrders(facts),
    ...judgeCoupons(facts),
    ...judgeMoney(facts, moment),
    ...judgeRefunds(facts, moment),
    ...judgeDisputes(facts, moment),
    ...judgeFulfillment(facts, moment),
    ...judgeEvents(facts, moment),
    ...judgeWaiting(facts, moment),
  ];
}

/** Done events leave the table after 30 days. Seconds. */
const eventsKeptSeconds = 29 * 24 * 3600;

/** Each step was written together with its event. */
function judgeEvents({ transition, event }: Facts, { now }: Moment): Finding[] {
  const since = new Date(Date.parse(now) - eventsKeptSeconds * 1000).toISOString();
  const told = new Set(event.map(({ type, detail }) => `${detail.orderId} ${type}`));
  return transition
    .filter(({ at }) => at > since)
    .map(({ orderId, status }) => ({
      orderId,
      type: status === "pending" ? "order.placed" : `order.${status}`,
    }))
    .filter(({ orderId, type }) => !told.has(`${orderId} ${type}`))
    .map(({ orderId, type }) => ({ kind: "event.missing", about: orderId, says: `has no ${type}` }));
}

/** What should have been done by now. */
function judgeWaiting({ event, stripeevent, message, order }: Facts, { before }: Moment): Finding[] {
  const known = new Set(order.map(({ orderId }) => orderId));
  const seen = new Set<string>();
  return [
    ...event
      .filter(({ state, waiting, at }) => (state === "waiting" || waiting.length > 0) && at <= before)
      .map(
        ({ eventId, type, waiting }): Finding => ({
          kind: "event.waiting",
          about: eventId,
          says: `${type} still waits for ${waiting.sort().join(", ") || "being put to rest"}`,
        }),
      ),
    ...stripeevent
      .filter(({ state, receivedAt }) => state === "received" && receivedAt <= before)
      .map(
        ({ eventId, type }): Finding => ({
          kind: "webhook.waiting",
          about: eventId,
          says: `${type} was stored and never done`,
        }),
      ),
    ...message.flatMap(({ orderId, kind, state, at }): Finding[] => {
      const about = `${orderId} ${kind}`;
      const twice = seen.has(about);
      seen.add(about);
      return [
        ...(twice ? [{ kind: "message.twice" as const, about, says: "written more than once" }] : []),
        ...(known.has(orderId)
          ? []
          : [{ kind: "message.orphan" as const, about, says: "tells of an order that does not exist" }]),
        ...(state === "sending" && at <= before
          ? [{ kind: "message.stuck" as const, about, says: "was taken to be sent and never was" }]
          : []),
      ];
    }),
  ];
}
