import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { Event } from "#platform/event";
import { Id } from "#platform/id";
import { Metric } from "#platform/metric";
import { type GoodsChange, Inventory } from "../inventory";
import { Promotion } from "../promotion";
import { withAllocation } from "./allocation";
import { OrderEntity } from "./order.entity";
import { type Status, statuses, steps, unshippedEnds } from "./status";
import { TransitionEntity } from "./transition.entity";
import { type OrderAutomatic, type OrderCoupon, type OrderView, require, type Shipment } from "./view";

const Ref = z.object({ orderId: Id.schema("order") });

const Move = Ref.extend({
  from: z.array(z.enum(statuses)).min(1),
  to: z.enum(statuses),
  actor: z.string(),
  cause: z.string(),
});

export type Move = z.input<typeof Move> & {
  /** Other changes of the order. */
  set?: {
    intentId?: string;
    sessionId?: string;
    captured?: number;
    captureBefore?: string;
    refunded?: number;
    refundedLines?: Record<string, number>;
    goodsSettled?: Record<string, number>;
    refundVersion?: number;
    shipment?: Shipment;
  };
  /** Only if no refund was written since this version was read. */
  refundVersion?: number;
  /** Only if no obstacle was written or overridden since this version was read. */
  obstacleVersion?: number;
  /** Effect of the step on the order's goods, as `Inventory.allocate` and the like return it. */
  goods?: GoodsChange;
  /** Closes a pending order only if it is marked as closing. */
  onlyIfClosing?: boolean;
  /** The order as it was just read; without it, it is read. */
  order?: OrderView;
  /** Writes of other modules that belong to the same step, such as the claim of the webhook that caused it. */
  also?: Writes | undefined;
};

/**
 * Moves an order to another status. Status, goods, timeline, event, coupon and `also` are written together or not at
 * all. Returns "moved", "refused" when the order is not in a status of `from`, "short" when the stock is gone,
 * "claimed" when a write of `also` was refused. Throws for an illegal step.
 */
export async function move({
  set = {},
  goods,
  onlyIfClosing = false,
  refundVersion,
  obstacleVersion,
  order,
  also,
  ...input
}: Move): Promise<"moved" | "refused" | "short" | "claimed"> {
  const { orderId, from, to, actor, cause } = Move.parse(input);
  for (const status of from)
    if (!steps[status].includes(to)) throw new Error(`An order never goes from ${status} to ${to}.`);
  const found = await withAllocation(order ?? (await require(orderId)));
  const { createdAt, coupon, automatic } = found;
  const result = await transact({
    order: OrderEntity.patch({ orderId })
      .set({ status: to, ...(to === "authorized" && { allocated: true }), ...set })
      .composite({ createdAt })
      .remove(["closing", "closingCause", "release"])
      .where((at, { eq, exists, notExists }) => {
        const conditions = [`(${from.map((status) => eq(at.status, status)).join(" OR ")})`];
        if (onlyIfClosing) conditions.push(exists(at.closing));
        if (refundVersion === 0) conditions.push(notExists(at.refundVersion));
        else if (refundVersion) conditions.push(eq(at.refundVersion, refundVersion));
        if (obstacleVersion === 0) conditions.push(notExists(at.obstacleVersion));
        else if (obstacleVersion) conditions.push(eq(at.obstacleVersion, obstacleVersion));
        return conditions.join(" AND ");
      }),
    transition: TransitionEntity.create({ orderId, at: Clock.iso(), status: to, actor, cause }),
    event: eventOf(found, to),
    goods: goods ? Inventory.writes(orderId, goods) : undefined,
    coupon: coupon ? discountWrites({ orderId, ...coupon }, { from, to }) : undefined,
    automatic: automatic ? discountWrites({ orderId, ...automatic }, { from, to }) : undefined,
    ...also,
  });
  if (result.committed) {
    measure(found, to);
    return "moved";
  }
  if (result.refused === "order") return "refused";
  return result.refused === "goods" ? "short" : "claimed";
}

/** Returns the event of a step; placing an order has its own. */
function eventOf({ orderId, cartId, trace }: OrderView, to: Status) {
  const about = { orderId, ...(trace && { trace }) };
  switch (to) {
    case "pending":
      return undefined;
    case "authorized":
      return Event.record("order.authorized", { ...about, cartId });
    default:
      return Event.record(`order.${to}`, about);
  }
}

/** Counts a step that was just written. An order that ended unpaid stays counted, also if its payment comes later. */
function measure({ orderId, createdAt }: OrderView, to: Status) {
  switch (to) {
    case "authorized":
      return Metric.count("payment_latency", orderId, Clock.now() - Date.parse(createdAt));
    case "paid":
      return Metric.count("orders_paid", orderId);
    case "expired":
      Metric.count("hold_expired", orderId);
      return Metric.count("orders_failed", orderId);
    case "canceled":
      return Metric.count("orders_failed", orderId);
  }
}

/**
 * Returns the writes that release a discount of an order that ends before it ships, or redeem it again for an order
 * that comes back. An order refunded after it shipped keeps its use: the customer had the goods at that price.
 */
function discountWrites(
  discount: { orderId: string } & (OrderCoupon | OrderAutomatic),
  { from, to }: { from: Status[]; to: Status },
) {
  const ends = unshippedEnds.includes(to);
  const hadEnded = from.every((status) => unshippedEnds.includes(status));
  if (!hadEnded && from.some((status) => unshippedEnds.includes(status)))
    throw new Error(`A step from ${from.join(" or ")} does not say whether the order has its discount.`);
  if (ends === hadEnded) return [];
  return ends ? Promotion.release(discount) : Promotion.redeemAgain(discount);
}
