import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { transact, type Writes } from "#platform/dynamo";
import { Event } from "#platform/event";
import { Inventory } from "../inventory";
import { Order, type OrderView, type RefundRow } from "../order";
import type { Plan, Sums } from "./plan";
import { RefundEntity } from "./refund.entity";

/** How long a refund waits before Stripe is asked about it again, in seconds: longer with each try. */
const pauses = [60, 300, 1_800, 7_200, 21_600];

/** Returns when Stripe is asked about a refund again that has been asked about `tries` times. ISO 8601. */
export const nextLook = (tries: number) => Due.after(pauses, tries);

type Refunded = Pick<OrderView, "orderId" | "trace">;

type NewRefund = {
  refundId: string;
  reason: string;
  actor: string;
  plan: Plan;
  /** A refund of nothing, and one that was paid outside Stripe, is done as soon as it is written. */
  state: "pending" | "succeeded";
  stripeRefundId?: string;
  method?: "outside";
  reference?: string;
  /** The failed refund that this one settles. */
  supersedes?: RefundRow | undefined;
};

/**
 * Returns the writes of a new refund, as groups: its row, its goods, its event, and the failed refund that it settles,
 * refused when that one was settled already.
 */
export function refundWrites(order: Refunded, { plan, supersedes, ...row }: NewRefund) {
  const { orderId } = order;
  const { refundId, state } = row;
  return {
    refund: RefundEntity.create({
      ...row,
      orderId,
      amount: plan.amount,
      lines: plan.lines,
      stage: plan.stage,
      attempt: 1,
      createdAt: Clock.iso(),
      dueAt: nextLook(0),
    }),
    refundGoods: Inventory.writes(orderId, plan.goods),
    refundEvent: state === "succeeded" ? succeededEvent(order, refundId) : undefined,
    superseded:
      supersedes &&
      RefundEntity.patch({ orderId, refundId: supersedes.refundId })
        .set({ state: "superseded", supersededBy: refundId })
        .composite({ dueAt: supersedes.dueAt })
        .where((at, { eq }) => eq(at.state, "failed")),
  };
}

/** Returns the event of a refund whose money is back. */
export const succeededEvent = ({ orderId, trace }: Refunded, refundId: string) =>
  Event.record("order.refunded", { orderId, refundId, ...(trace && { trace }) });

/**
 * Writes an order's sums together with the rows that they come from. Returns false when another refund was written, or the
 * order moved on, since `order` was read.
 */
export async function writeSums(order: OrderView, sums: Sums, rows: Writes) {
  const { committed } = await transact({ order: Order.changeRefunds(order, sums), ...rows });
  return committed;
}

/** Waits a moment that grows with the attempt, so that those who meet do not meet again. */
export const pause = (attempt: number) =>
  new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** Math.min(attempt, 5)));
