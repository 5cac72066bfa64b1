import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { transact, type Writes } from "#platform/dynamo";
import { Event } from "#platform/event";
import { type GoodsChange, Inventory } from "../inventory";
import { Order, type OrderView, type RefundRow } from "../order";
import type { Plan, Sums } from "./plan";
import { RefundEntity } from "./refund.entity";

/** Pauses before Stripe is asked about a refund again, in seconds: longer with each try. */
const pauses = [60, 300, 1_800, 7_200, 21_600];

/** Returns when Stripe is asked again about a refund that it was asked about `tries` times. ISO 8601. */
export const nextLook = (tries: number) => Due.after(pauses, tries);

type Refunded = Pick<OrderView, "orderId" | "trace">;

type NewRefund = {
  refundId: string;
  reason: string;
  actor: string;
  plan: Pick<Plan, "amount" | "lines" | "stage">;
  /** A refund of nothing, and one that was paid outside Stripe, succeeds as soon as it is written. */
  state: "pending" | "succeeded";
  stripeRefundId?: string;
  method?: "outside";
  reference?: string;
};

/** Returns the row of a new refund of an order. */
export const newRefund = (orderId: string, { plan, ...row }: NewRefund) => ({
  ...row,
  orderId,
  amount: plan.amount,
  lines: plan.lines,
  stage: plan.stage,
  attempt: 1,
  createdAt: Clock.iso(),
  dueAt: nextLook(0),
});

type Effects = {
  /** Effect of the refund on its goods, unless the step that it belongs to writes it. */
  goods?: GoodsChange;
  /** The failed refund that this one settles. */
  supersedes?: RefundRow | undefined;
};

/**
 * Returns the writes of a new refund, as groups: its row, its goods, its event, and the failed refund that it settles,
 * refused when that one was settled already.
 */
export function refundWrites(
  order: Refunded,
  refund: ReturnType<typeof newRefund>,
  { goods = { changes: [] }, supersedes }: Effects = {},
) {
  const { orderId } = order;
  const { refundId, state } = refund;
  return {
    refund: RefundEntity.create(refund),
    refundGoods: Inventory.writes(orderId, goods),
    refundEvent: state === "succeeded" ? succeededEvent(order, refundId) : undefined,
    superseded:
      supersedes &&
      RefundEntity.patch({ orderId, refundId: supersedes.refundId })
        .set({ state: "superseded", supersededBy: refundId })
        .composite({ dueAt: supersedes.dueAt })
        .where((at, { eq }) => eq(at.state, "failed")),
  };
}

/** Returns the event of a refund that succeeded. */
export const succeededEvent = ({ orderId, trace }: Refunded, refundId: string) =>
  Event.record("order.refunded", { orderId, refundId, ...(trace && { trace }) });

/**
 * Writes an order's refund sums together with the rows that they add up. Returns false when another refund was written
 * or the order's status changed since `order` was read.
 */
export async function writeSums(order: OrderView, sums: Sums, rows: Writes) {
  const { committed } = await transact({ order: Order.changeRefunds(order, sums), ...rows });
  return committed;
}

/** Waits a random time that grows with the attempt, so that writers which collided do not collide again. */
export const pause = (attempt: number) =>
  new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** Math.min(attempt, 5)));
