import { Migration } from "@securecart/core/migration";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";

/** Age below which work may still be in progress while the rows are read, in seconds. */
const graceSeconds = 15 * 60;

/**
 * Reconciles the running shop, every night. First handles the events of lost webhooks and migrates rows that old code
 * wrote during a deployment; then compares shop and Stripe and logs each discrepancy that no rule can repair, one line
 * each.
 */
export async function handler() {
  const caughtUp = await Payment.catchUp();
  const migrated = await Migration.catchUp();
  return { caughtUp, migrated, ...(await Reconciliation.report({ graceSeconds })) };
}
