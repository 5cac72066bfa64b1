import { Overview } from "@securecart/core/overview";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";

/**
 * Settles pending orders, refunds and webhooks that are due, then counts what waits for staff. A failure of one does not
 * stop the others.
 */
export async function handler() {
  const [webhooks, refunds, orders] = await Promise.allSettled([
    Payment.resendInbox(),
    Refund.sweep(),
    Payment.sweep(),
  ]);
  await Overview.recountSoon();
  return { webhooks: outcomeOf(webhooks), refunds: outcomeOf(refunds), ...outcomeOf(orders) };
}

function outcomeOf<Value>(settled: PromiseSettledResult<Value>) {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}
