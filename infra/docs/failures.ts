import { type Evidence, proof, resource, turn } from "./evidence";

/** What may fail, what happens then, and what shows it. */
export type Failure = { what: string; outcome: string; evidence: Evidence[] };

export const failures: Failure[] = [
  {
    what: "The shopper's browser is gone after paying",
    outcome: "The webhook or the sweeper finishes the order; the return page was only the fastest of three.",
    evidence: [proof("e2e/journeys/guest.test.ts", "a purchase is captured without the shopper's browser")],
  },
  {
    what: "A webhook is lost, late, doubled or out of order",
    outcome: "It is a nudge, never the truth: whoever comes next asks Stripe how things stand now.",
    evidence: [
      proof(
        "packages/functions/src/payment/finishers.test.ts",
        "without any webhook the sweeper finishes an order",
      ),
      proof(
        "packages/functions/src/payment/finishers.test.ts",
        "webhooks that come late, twice and backwards change nothing any more",
      ),
    ],
  },
  {
    what: "A function dies in the middle",
    outcome:
      "Its message comes back after the visibility timeout; every write is one transaction and safe to repeat.",
    evidence: [
      proof(
        "packages/functions/src/payment/finishers.test.ts",
        "a worker that dies in the middle finishes after its restart",
      ),
    ],
  },
  {
    what: "A message cannot be handled at all",
    outcome:
      "After five deliveries it lies with the dead letters, alone; an alarm says so, the back office sends it again.",
    evidence: [
      proof(
        "packages/functions/src/payment/finishers.test.ts",
        "what cannot be handled ends with the dead letters, alone",
      ),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", /DeadLetters/),
    ],
  },
  {
    what: "A queue or the bus loses what it was given",
    outcome:
      "The event's row waits until each consumer has done its part; what waits too long is sent again.",
    evidence: [
      proof(
        "packages/functions/src/lib/consumers.test.ts",
        "queues that lose their messages again and again change nothing in the end",
      ),
    ],
  },
  {
    what: "Stripe fails or does not answer",
    outcome:
      "The shopper hears that nothing was charged; the same question has the same key and can be asked again.",
    evidence: [
      proof(
        "packages/core/src/sales/payment/payment.test.ts",
        "when Stripe fails, the shopper is told that nothing was charged, and can try again",
      ),
    ],
  },
  {
    what: "The money comes and the goods are gone",
    outcome: "The payment is let go or given back by itself, and the customer is told.",
    evidence: [
      proof(
        "packages/core/src/sales/payment/payment.test.ts",
        "a payment that arrives after the goods are gone goes back to the customer",
      ),
    ],
  },
  {
    what: "Two hundred want the last fifty",
    outcome: "Stock is counted by conditions on the write: fifty get it, the others hear so before they pay.",
    evidence: [
      proof(
        "packages/functions/src/order/race.test.ts",
        "200 buyers of 50 pieces are 50 paid orders and 150 clean refusals",
      ),
    ],
  },
  {
    what: "The shared cache is away",
    outcome: "Pages read the table, one load for all who ask.",
    evidence: [
      proof(
        "packages/core/src/platform/cache/cache.test.ts",
        "without its cache the shop answers, and says so once",
      ),
    ],
  },
  {
    what: "The books do not balance",
    outcome:
      "The nightly check finds it, an alarm says so; figures of goods and money are proved against each other.",
    evidence: [
      proof(
        "packages/core/src/operations/reconciliation/report.test.ts",
        "stock that drifts from its ledger is reported until it is put right",
      ),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", /^BooksDoNotBalance$/),
    ],
  },
  {
    what: "A zone is gone",
    outcome:
      "Functions, table, queues, bus and workflow stand in several; containers, cache and reports do behind their switches.",
    evidence: [
      resource(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        /./,
        ({ multiAzEnabled }) => multiAzEnabled === true,
      ),
    ],
  },
  {
    what: "The region is gone, or somebody deleted a thing",
    outcome:
      "Rows can be had back as of any second of the last weeks, files in their old versions; with its switch a second region has a copy of both.",
    evidence: [turn("secondRegion"), resource("aws:s3/bucketVersioning:BucketVersioning", /^Images/)],
  },
];
