import { Clock } from "#platform/clock";
import { Event } from "#platform/event";
import { Store } from "#platform/store";
import { Inventory } from "../inventory";
import type { OrderView, RefundRow } from "../order";
import type { Plan, Sums } from "./plan";

/** How long a refund waits before Stripe is asked about it again, in seconds: longer with each try. */
const pauses = [60, 300, 1_800, 7_200, 21_600];

/** Returns when Stripe is asked about a refund again that has been asked about `tries` times. ISO 8601. */
export const nextLook = (tries: number) => Clock.iso(pauses[Math.min(tries, pauses.length - 1)] ?? 60);

type Entities = Parameters<Parameters<typeof Store.write>[0]>[0];
/** Writes that belong to the same transaction. */
export type AlsoWrites = (entities: Entities) => ReturnType<Parameters<typeof Store.write>[0]>;

type Order = Pick<OrderView, "orderId" | "trace">;

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

/** Returns the writes of a new refund: its row, its goods, its event, and the failed refund that it settles. */
export function refundWrites(entities: Entities, order: Order, { plan, supersedes, ...row }: NewRefund) {
  const { orderId } = order;
  const { refundId, state } = row;
  return [
    entities.refund
      .create({
        ...row,
        orderId,
        amount: plan.amount,
        lines: plan.lines,
        stage: plan.stage,
        attempt: 1,
        createdAt: Clock.iso(),
        dueAt: nextLook(0),
      })
      .commit(),
    ...Inventory.writes(entities, orderId, plan.goods),
    ...(state === "succeeded" ? [refunded(entities, order, refundId)] : []),
    ...(supersedes
      ? [
          entities.refund
            .patch({ orderId, refundId: supersedes.refundId })
            .set({ state: "superseded", supersededBy: refundId })
            .composite({ dueAt: supersedes.dueAt })
            .where((at, { eq }) => eq(at.state, "failed"))
            .commit(),
        ]
      : []),
  ];
}

/** Returns the event that tells of a refund whose money is back. */
export const refunded = ({ event }: Entities, { orderId, trace }: Order, refundId: string) =>
  event.create(Event.row("order.refunded", { orderId, refundId, ...(trace && { trace }) })).commit();

/**
 * Writes an order's sums together with the rows that they come from. Returns whether it did: not when another refund
 * was written, or the order moved on, since `order` was read.
 */
export async function writeSums({ orderId, status, refundVersion }: OrderView, set: Sums, rows: AlsoWrites) {
  const { done } = await Store.write((entities) => [
    entities.order
      .patch({ orderId })
      .set(set)
      .where((at, { eq, notExists }) => {
        const version =
          refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion);
        return `${eq(at.status, status)} AND ${version}`;
      })
      .commit(),
    ...rows(entities),
  ]);
  return done;
}

/** Waits a moment that grows with the attempt, so that those who meet do not meet again. */
export const pause = (attempt: number) =>
  new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** Math.min(attempt, 5)));
