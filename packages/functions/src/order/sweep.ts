import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";

/** Settles what nobody settled: pending orders, refunds, and webhooks that were stored and never done. */
export async function handler() {
  const webhooks = await Payment.resendInbox();
  const refunds = await Refund.sweep();
  return { webhooks, refunds, ...(await Payment.sweep()) };
}
