import { Dynamo } from "#platform/dynamo";
import { Scrub } from "#platform/scrub";
import { ReturnEntity } from "./return.entity";

/**
 * Deletes the customer's notes on the returns of an order, and removes the words of the data subject from the answers
 * to them. Safe to repeat. Returns how many rows were changed.
 */
export async function erasePersonal({ orderId, words }: { orderId: string; words: readonly string[] }) {
  const { data } = await ReturnEntity.query.byOrder({ orderId }).go({ pages: "all", consistent: true });
  let changed = 0;
  for (const row of data) {
    const { returnId, note } = row;
    const set = Scrub.changes(row, ["answer"], words);
    if (note === undefined && Object.keys(set).length === 0) continue;
    if (await Dynamo.change(Dynamo.keyOf(ReturnEntity.get({ orderId, returnId })), set, ["note"])) changed++;
  }
  return changed;
}
