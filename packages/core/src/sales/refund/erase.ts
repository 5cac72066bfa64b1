import { Dynamo } from "#platform/dynamo";
import { Scrub } from "#platform/scrub";
import { RefundEntity } from "./refund.entity";

/**
 * Removes the words of a data subject from what was written in the refunds of an order. Safe to repeat. Returns how
 * many rows were changed.
 */
export async function erasePersonal({ orderId, words }: { orderId: string; words: readonly string[] }) {
  const { data } = await RefundEntity.query.byOrder({ orderId }).go({ pages: "all", consistent: true });
  let changed = 0;
  for (const row of data) {
    const { refundId } = row;
    const set = Scrub.changes(row, ["reason", "failure", "actor"], words);
    if (Object.keys(set).length === 0) continue;
    if (await Dynamo.change(Dynamo.keyOf(RefundEntity.get({ orderId, refundId })), set)) changed++;
  }
  return changed;
}
