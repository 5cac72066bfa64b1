import { Dispute } from "#sales/dispute";
import { Order } from "#sales/order";
import { Payment } from "#sales/payment";
import { ProductReviews } from "#sales/product-review";
import { Refund } from "#sales/refund";
import { Return } from "#sales/return";
import { FailedMessages } from "../failed-messages";
import { Stock } from "../stock";

/** Work that waits for staff, by kind. Counts end at 100, those of disputes and failed messages at 50. */
export type Waiting = {
  toPack: number;
  inReview: number;
  returns: number;
  disputes: number;
  failedRefunds: number;
  failedMessages: number;
  lowStock: number;
  reviews: number;
};

/** Counts the work that waits for staff. Nine requests at once. */
export async function readWaiting(): Promise<Waiting> {
  const [toPack, inReview, returns, disputes, failedRefunds, messages, webhooks, lowStock, reviews] =
    await Promise.all([
      Order.count({ status: "paid" }),
      Order.count({ status: "in_review" }),
      Return.waiting({ state: "requested" }),
      Dispute.list({ state: "open" }),
      Refund.failed(),
      FailedMessages.list({}),
      Payment.unanswerable(),
      Stock.countLow(),
      ProductReviews.countWaiting(),
    ]);
  return {
    toPack,
    inReview,
    returns: returns.length,
    disputes: disputes.rows.length,
    failedRefunds: failedRefunds.length,
    failedMessages: messages.rows.length + webhooks.length,
    lowStock,
    reviews,
  };
}
