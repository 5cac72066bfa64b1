import { Overview } from "@securecart/core/overview";
import { Payment } from "@securecart/core/payment";
import { ProductReviews } from "@securecart/core/product-review";
import { Refund } from "@securecart/core/refund";

/**
 * Settles pending orders, refunds, webhooks and requests for reviews that are due, then counts what waits for staff. A
 * failure of one does not stop the others.
 */
export async function handler() {
  const [webhooks, refunds, reviews, orders] = await Promise.allSettled([
    Payment.resendInbox(),
    Refund.sweep(),
    ProductReviews.sweepRequests(),
    Payment.sweep(),
  ]);
  await Overview.recountSoon();
  return {
    webhooks: outcomeOf(webhooks),
    refunds: outcomeOf(refunds),
    reviews: outcomeOf(reviews),
    ...outcomeOf(orders),
  };
}

function outcomeOf<Value>(settled: PromiseSettledResult<Value>) {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}
