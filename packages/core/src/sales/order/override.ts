import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { type Alert, obstacles } from "./obstacles";
import { require } from "./view";
import { changeObstacles, replaceRemark } from "./writes";

const tries = 12;

const Decision = z.object({
  orderId: Id.schema("order"),
  actor: z.string().min(1),
  cause: z.string().trim().min(1, "Enter a reason.").max(500),
  /** Keys of the obstacles that the staff member saw. */
  seen: z.array(z.string().max(200)).min(1).max(50),
});

/**
 * Records the decision of a staff member to ship an order in spite of the obstacles that they saw. A later obstacle
 * blocks the order again. Throws `order.obstacles_changed` when there are others by now, `order.no_obstacle`.
 */
export const overrideObstacles = fn(Decision, async ({ orderId, actor, cause, seen }, also: Writes = {}) => {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await require(orderId);
    const left = obstacles(order);
    if (left.length === 0)
      throw new DomainError("conflict", "order.no_obstacle", "Nothing keeps this order from being packed.");
    if (left.some(({ key }) => !seen.includes(key)))
      throw new DomainError(
        "conflict",
        "order.obstacles_changed",
        "Something new came up for this order. Please check it again.",
      );
    const keys = [...new Set([...(order.override?.keys ?? []), ...left.map(({ key }) => key)])];
    const at = Clock.iso();
    const says = left.map(({ message }) => message).join(" ");
    const { committed } = await transact({
      order: changeObstacles(order, { override: { keys, actor, cause, at } }),
      remark: replaceRemark({
        orderId,
        about: `override:${at}`,
        at,
        actor,
        text: `Decided to ship it: ${cause} (${says})`,
      }),
      ...also,
    });
    if (committed) return;
  }
  throw busy();
});

const Mismatch = z.object({ orderId: Id.schema("order"), what: z.string().min(1).max(100) });

/** Flags an order whose payment at Stripe does not match it, once for each kind of mismatch. Staff must look at it. */
export const flagMismatch = fn(Mismatch, async ({ orderId, what }) => {
  const key = `payment_mismatch:${what}`;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await require(orderId);
    if (order.alerts.some((alert) => alert.key === key)) return;
    const alerts: Alert[] = [...order.alerts, { key, code: "payment_mismatch", reason: what }];
    const text = `The payment at Stripe does not match the order: another ${what}.`;
    const { committed } = await transact({
      order: changeObstacles(order, { alerts }),
      remark: replaceRemark({ orderId, about: key, actor: "stripe", text }),
    });
    if (!committed) continue;
    Log.error("payment.mismatch", what, { orderId });
    return Metric.count("payment_mismatches", orderId);
  }
  throw busy();
});

const busy = () =>
  new DomainError(
    "conflict",
    "order.busy",
    "This order is being changed at the moment. Please check it again.",
  );
