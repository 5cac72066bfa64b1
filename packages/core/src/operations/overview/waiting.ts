import { Cache } from "#platform/cache";
import { Log } from "#platform/log";
import { Dispute } from "#sales/dispute";
import { Order } from "#sales/order";
import { Payment } from "#sales/payment";
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
};

const key = "overview:waiting";

/** Life of the cached counts, in seconds. */
const keptSeconds = 20;

/** Returns how much work waits for staff. Cached for 20 seconds; otherwise eight requests at once. */
export const waiting = (): Promise<Waiting> =>
  Cache.through({ key, seconds: keptSeconds, load: readWaiting });

/** Returns the same for the navigation, which every page shows: nothing when the counts cannot be read. */
export async function waitingIfKnown(): Promise<Partial<Waiting>> {
  return waiting().catch((error) => {
    Log.error("overview.waiting_failed", error);
    return {};
  });
}

/** Drops the cached counts, after staff did some of the work. A cache that cannot be reached drops them by their age. */
export const forgetWaiting = () =>
  Cache.drop([key]).catch((error) => Log.error("overview.forget_failed", error));

async function readWaiting(): Promise<Waiting> {
  const [toPack, inReview, returns, disputes, failedRefunds, messages, webhooks, lowStock] =
    await Promise.all([
      Order.count({ status: "paid" }),
      Order.count({ status: "in_review" }),
      Return.waiting({ state: "requested" }),
      Dispute.list({ state: "open" }),
      Refund.failed(),
      FailedMessages.list({}),
      Payment.unanswerable(),
      Stock.countLow(),
    ]);
  return {
    toPack,
    inReview,
    returns: returns.length,
    disputes: disputes.rows.length,
    failedRefunds: failedRefunds.length,
    failedMessages: messages.rows.length + webhooks.length,
    lowStock,
  };
}
