import { Migration } from "@securecart/core/migration";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";

/** What is younger may still be under way while the rows are read, in seconds. */
const graceSeconds = 15 * 60;

/**
 * Reconciles a shop at work, every night. First does what lost webhooks asked for and migrates rows that old code wrote
 * during a deployment; then compares shop and Stripe and logs each discrepancy that no rule can repair, one line each.
 */
export async function handler() {
  const caughtUp = await Payment.catchUp();
  const migrated = await Migration.catchUp();
  return { caughtUp, migrated, ...(await Reconciliation.report({ graceSeconds })) };
}
