import { Money } from "#platform/money";
import { Store } from "#platform/store";
import { Order, type OrderView, type RefundRow } from "../order";

/** Ends a failed refund of which nothing is left, once, and says so on the timeline. Returns its own id. */
export async function close({ orderId, currency }: OrderView, failed: RefundRow, actor: string) {
  const { refundId, amount, dueAt } = failed;
  const text = `Nothing is left to refund of the failed refund of ${Money.format(amount, currency)}.`;
  await Store.write((entities) => [
    entities.refund
      .patch({ orderId, refundId })
      .set({ state: "superseded" })
      .composite({ dueAt })
      .where((at, { eq }) => eq(at.state, "failed"))
      .commit(),
    entities.remark
      .put(Order.remarkRow({ orderId, about: `refund:${refundId}:closed`, actor, text }))
      .commit(),
  ]);
  return { refundId };
}
