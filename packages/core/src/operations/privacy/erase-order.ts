import { Scrub } from "#platform/scrub";
import { Order } from "#sales/order";
import { ProductReviews } from "#sales/product-review";
import { Promotion } from "#sales/promotion";
import { Refund } from "#sales/refund";
import { Return } from "#sales/return";
import { type Counts, count, countAll } from "./counts";
import type { DataSubject } from "./data-subject";

/**
 * Removes the data subject from an order that is kept for accounting, in the rows of every module that has part of it.
 * The order itself comes last, because it tells which words to look for. Safe to repeat.
 */
export async function eraseOrder(
  orderId: string,
  subject: Pick<DataSubject, "words" | "erasureId">,
  counts: Counts,
) {
  const order = await Order.byId({ orderId });
  if (!order) return;
  const { erasureId } = subject;
  const { contact, address, coupon, automatic } = order;
  const { email, name, phone, taxId } = contact;
  const words = [...subject.words, ...Scrub.wordsOf(email, name, phone, taxId, address.line1, address.line2)];
  for (const discount of [coupon, automatic]) {
    if (!discount) continue;
    const { code, customer } = discount;
    countAll(counts, await Promotion.erasePersonal({ orderId, code, customer, erasureId }));
  }
  countAll(counts, await ProductReviews.erasePersonal({ orderId, words }));
  count(counts, "return", await Return.erasePersonal({ orderId, words }));
  count(counts, "refund", await Refund.erasePersonal({ orderId, words }));
  countAll(counts, await Order.erasePersonal({ orderId, words, erasureId }));
}
