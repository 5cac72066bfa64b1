import { Payment } from "@securecart/core/payment";

/** Settles what nobody settled: pending orders, and webhooks that were stored and never done. */
export async function handler() {
  const webhooks = await Payment.resendInbox();
  return { webhooks, ...(await Payment.sweep()) };
}
