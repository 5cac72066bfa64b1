import { Resource } from "sst";
import { Clock } from "../clock";

export * as Metric from "./index";

const units = {
  /** An order was placed. */
  orders_placed: "Count",
  /** Its money is ours. */
  orders_paid: "Count",
  /** It ended unpaid. One that is paid all the same, later, counts as paid too. */
  orders_failed: "Count",
  /** Of those that ended unpaid: the time to pay ran out. */
  hold_expired: "Count",
  /** A cardholder disputed a payment. */
  disputes_opened: "Count",
  /** The evidence for a dispute is due within three days. */
  disputes_due: "Count",
  /** A card network reported a payment as fraud. */
  fraud_warnings: "Count",
  /** A payment at Stripe is not what its order asks for, and no rule says what to do. */
  payment_mismatches: "Count",
  /** A webhook was tried in vain, and waits for a person. */
  webhooks_unanswerable: "Count",
  /** From placed to authorized. */
  payment_latency: "Milliseconds",
} as const;

export type Name = keyof typeof units;

/**
 * Counts something, as a log line in CloudWatch's embedded metric format: no request, nothing to flush. Said where
 * the step was written, so that what is repeated counts once. The order, or what else is counted, stands beside the
 * figure, to look it up by.
 */
export function count(name: Name, about: string, value = 1) {
  const line = {
    _aws: {
      Timestamp: Clock.now(),
      CloudWatchMetrics: [
        { Namespace: "SecureCart", Dimensions: [["stage"]], Metrics: [{ Name: name, Unit: units[name] }] },
      ],
    },
    stage: Resource.App.stage,
    [about.startsWith("ord_") ? "orderId" : "about"]: about,
    [name]: value,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
