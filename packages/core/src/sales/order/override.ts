import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { Store } from "#platform/store";
import { remarkRow } from "./notes";
import { type Alert, obstacles } from "./obstacles";
import { type OrderView, require } from "./view";

type Entities = Parameters<Parameters<typeof Store.write>[0]>[0];

const tries = 12;

const Decision = z.object({
  orderId: Id.schema("order"),
  actor: z.string().min(1),
  cause: z.string().trim().min(1, "Give a reason.").max(500),
  /** The keys of the obstacles that the person saw. */
  seen: z.array(z.string().max(200)).min(1).max(50),
});

/**
 * Notes a person's decision to send an order in spite of the obstacles that they saw; one that comes later blocks the
 * order again. Throws `order.obstacles_changed` when there are others by now, `order.no_obstacle`.
 */
export const overrideObstacles = fn(Decision, async ({ orderId, actor, cause, seen }) => {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await require(orderId);
    const left = obstacles(order);
    if (left.length === 0)
      throw new DomainError("conflict", "order.no_obstacle", "Nothing keeps this order from being packed.");
    if (left.some(({ key }) => !seen.includes(key)))
      throw new DomainError(
        "conflict",
        "order.obstacles_changed",
        "Something new came up for this order. Please look at it again.",
      );
    const keys = [...new Set([...(order.override?.keys ?? []), ...left.map(({ key }) => key)])];
    const at = Clock.iso();
    const says = left.map(({ message }) => message).join(" ");
    const written = await Store.write((entities) => [
      ...obstacleWrites(entities, order, { override: { keys, actor, cause, at } }),
      entities.remark
        .put({ orderId, about: `override:${at}`, at, actor, text: `Decided to send it: ${cause} (${says})` })
        .commit(),
    ]);
    if (written.done) return;
  }
  throw busy();
});

/** Returns the write that changes an order's alerts or override, refused when somebody else changed them meanwhile. */
export function obstacleWrites(
  { order }: Entities,
  { orderId, obstacleVersion }: Pick<OrderView, "orderId" | "obstacleVersion">,
  set: { alerts?: Alert[]; override?: OrderView["override"] },
) {
  return [
    order
      .patch({ orderId })
      .set({ ...set, obstacleVersion: obstacleVersion + 1 })
      .where((at, { eq, notExists }) =>
        obstacleVersion === 0 ? notExists(at.obstacleVersion) : eq(at.obstacleVersion, obstacleVersion),
      )
      .commit(),
  ];
}

const Mismatch = z.object({ orderId: Id.schema("order"), what: z.string().min(1).max(100) });

/** Flags an order whose payment at Stripe is not what the order asks for: a person has to look at it. Once each. */
export const flagMismatch = fn(Mismatch, async ({ orderId, what }) => {
  const key = `payment_mismatch:${what}`;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await require(orderId);
    if (order.alerts.some((alert) => alert.key === key)) return;
    const alerts: Alert[] = [...order.alerts, { key, code: "payment_mismatch", reason: what }];
    const text = `The payment at Stripe does not match the order: another ${what}.`;
    const written = await Store.write((entities) => [
      ...obstacleWrites(entities, order, { alerts }),
      entities.remark.put(remarkRow({ orderId, about: key, actor: "stripe", text })).commit(),
    ]);
    if (!written.done) continue;
    Log.error("payment.mismatch", what, { orderId });
    return Metric.count("payment_mismatches", orderId);
  }
  throw busy();
});

const busy = () =>
  new DomainError("conflict", "order.busy", "Somebody else is changing this order. Please look at it again.");
