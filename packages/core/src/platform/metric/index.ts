import { Resource } from "sst";
import { Clock } from "../clock";

export * as Metric from "./index";

const units = {
  /** An order was placed. */
  orders_placed: "Count",
  /** An order was paid. */
  orders_paid: "Count",
  /** An order ended unpaid. One that is paid later nevertheless counts as paid too. */
  orders_failed: "Count",
  /** An order ended unpaid because the time to pay ran out. */
  hold_expired: "Count",
  /** A cardholder disputed a payment. */
  disputes_opened: "Count",
  /** The evidence for a dispute is due within three days. */
  disputes_due: "Count",
  /** A card network reported a payment as fraud. */
  fraud_warnings: "Count",
  /** A payment at Stripe differs from its order, and no rule decides what to do. */
  payment_mismatches: "Count",
  /** A webhook failed for good, and a person must act. */
  webhooks_unanswerable: "Count",
  /** Time from placed to authorized. */
  payment_latency: "Milliseconds",
} as const;

export type Name = keyof typeof units;

/**
 * Counts something with a log line in CloudWatch's embedded metric format: no request, nothing to flush. Call it after the
 * write that makes the step, so that a repetition is not counted. The line holds the id of the order, or of whatever else
 * is counted.
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
