import { transact, type Writes } from "#platform/dynamo";
import { Money } from "#platform/money";
import { Order, type OrderView, type RefundRow } from "../order";
import { RefundEntity } from "./refund.entity";

/** Ends a failed refund of which nothing is left, once, with an entry on the timeline. Returns its own id. */
export async function close(
  { orderId, currency }: OrderView,
  failed: RefundRow,
  actor: string,
  also?: Writes,
) {
  const { refundId, amount, dueAt } = failed;
  const text = `Nothing is left to refund of the failed refund of ${Money.format(amount, currency)}.`;
  await transact({
    refund: RefundEntity.patch({ orderId, refundId })
      .set({ state: "superseded" })
      .composite({ dueAt })
      .where((at, { eq }) => eq(at.state, "failed")),
    remark: Order.replaceRemark({ orderId, about: `refund:${refundId}:closed`, actor, text }),
    ...also,
  });
  return { refundId };
}
