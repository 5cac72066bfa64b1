import { alarm, any, failing, silent, slow } from "./alarms";
import { api } from "./api";
import { service } from "./containers";
import { indexNames, table } from "./data";
import { healthCheck } from "./dns";
import { jobs, relays } from "./functions";
import { allQueues, bus, ruleNames } from "./messaging";
import { router } from "./router";
import { stage } from "./stage";
import { pageFunction, revalidations } from "./web";
import { workflows } from "./workflow";

/** Figures that the code writes into its log; CloudWatch reads them from there. */
const figures = { namespace: "SecureCart", dimensions: { stage: stage.name } };

const minutes = 60;

// What shoppers feel.
if (pageFunction) {
  const page = { FunctionName: pageFunction };
  slow("PagesSlow", "AWS/Lambda", "Duration", page, 3_000, "One page of a hundred takes longer than 3 s.");
}
if (service) {
  const balancer = { LoadBalancer: service.nodes.loadBalancer.arnSuffix };
  slow(
    "PagesSlow",
    "AWS/ApplicationELB",
    "TargetResponseTime",
    balancer,
    3,
    "One page of a hundred takes longer than 3 s.",
  );
}
// Counted where shoppers are: a page that answers 500 is a good call for the function behind it.
failing(
  "PagesFailing",
  {
    namespace: "AWS/CloudFront",
    calls: "Requests",
    failures: "5xxErrorRate",
    isShare: true,
    dimensions: { DistributionId: router.distributionID, Region: "Global" },
  },
  "More than one answer of a hundred is an error of ours. Look at the pages' log and trace.",
);
any(
  "FunctionsThrottled",
  [{ namespace: "AWS/Lambda", metricName: "Throttles" }],
  10,
  "AWS turns calls of functions away: the account's concurrency is used up. Ask for more of it.",
);
if (healthCheck)
  alarm("ShopUnreachable", {
    alarmDescription: "The shop does not answer to the world.",
    namespace: "AWS/Route53",
    metricName: "HealthCheckStatus",
    dimensions: { HealthCheckId: healthCheck.id },
    statistic: "Minimum",
    period: minutes,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
  });

// What the business lives on.
business(
  "OrdersFailing",
  "orders_failed",
  "Sum",
  20,
  "Twenty orders ended unpaid within a quarter of an hour.",
);
business(
  "HoldsExpiring",
  "hold_expired",
  "Sum",
  20,
  "Twenty shoppers ran out of time to pay. Does the payment page open?",
);
business(
  "WebhooksUnanswerable",
  "webhooks_unanswerable",
  "Sum",
  1,
  "A webhook of Stripe was tried in vain. See it in the admin under failed messages.",
);
business(
  "DisputesOpened",
  "disputes_opened",
  "Sum",
  1,
  "A cardholder disputed a payment. /admin/disputes says which and until when evidence is due.",
);
business(
  "DisputesDue",
  "disputes_due",
  "Sum",
  1,
  "The evidence for a dispute is due within three days. See /admin/disputes.",
);
business(
  "FraudWarnings",
  "fraud_warnings",
  "Sum",
  1,
  "A card network reports a payment as fraud. Refund the order or decide to send it: /admin/disputes.",
);
business(
  "PaymentMismatches",
  "payment_mismatches",
  "Sum",
  1,
  "A payment at Stripe is not what its order asks for. The order waits for a person's decision.",
);
business(
  "PaymentSlow",
  "payment_latency",
  "p90",
  10 * 60_000,
  "One payment of ten takes longer than ten minutes to be known.",
);
alarm("OrdersUnusual", {
  alarmDescription: "More or fewer orders than this hour of this weekday is used to.",
  comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
  evaluationPeriods: 3,
  thresholdMetricId: "usual",
  metricQueries: [
    { id: "usual", expression: "ANOMALY_DETECTION_BAND(orders, 3)", label: "Usual", returnData: true },
    {
      id: "orders",
      returnData: true,
      metric: { ...figures, metricName: "orders_placed", stat: "Sum", period: 15 * minutes },
    },
  ],
});

// What carries it.
for (const { name, queue, deadLetters } of allQueues)
  watchQueue(
    name,
    queue.nodes.queue.name,
    deadLetters.nodes.queue.name,
    "See it in the admin under failed messages.",
  );
if (revalidations)
  watchQueue(
    "Revalidations",
    revalidations.queue,
    revalidations.deadLetters,
    "It names the page that stays as it was.",
  );

// The door answers 500 itself when it could not keep a webhook: for Lambda that is a good call.
failing(
  "WebhookFailing",
  {
    namespace: "AWS/ApiGateway",
    calls: "Count",
    failures: "5xx",
    dimensions: { ApiId: api.nodes.api.id },
    period: 60 * minutes,
  },
  "Webhooks are answered with errors; Stripe sends them again. The door's log says why.",
);
for (const { name, everySeconds, work } of jobs) {
  const isFrequent = everySeconds <= 5 * minutes;
  const job = { namespace: "AWS/Lambda", dimensions: { FunctionName: work.name } };
  if (isFrequent)
    failing(
      `${name}Failing`,
      { ...job, calls: "Invocations", failures: "Errors" },
      `${name} fails. Its log says why.`,
    );
  else any(`${name}Failing`, [{ ...job, metricName: "Errors" }], 0, `${name} failed. Its log says why.`);
  silent(
    `${name}NotRun`,
    work.name,
    isFrequent ? 0.25 : everySeconds / 3600 + 2,
    `Nobody calls ${name} any more: its schedule is off, or may not call it.`,
  );
}
for (const { name, work, deadLetters } of relays) {
  alarm(`${name}Behind`, {
    alarmDescription:
      "Events wait in the table's stream: a row that cannot be relayed, or a bus that is away.",
    namespace: "AWS/Lambda",
    metricName: "IteratorAge",
    dimensions: { FunctionName: work.name },
    statistic: "Maximum",
    period: minutes,
    evaluationPeriods: 5,
    threshold: 60_000,
    comparisonOperator: "GreaterThanThreshold",
  });
  watchDeadLetters(name, deadLetters.nodes.queue.name, "It tells where in the stream it was left behind.");
}
for (const { name, machine } of workflows)
  any(
    `${name}Failed`,
    ["ExecutionsFailed", "ExecutionsTimedOut"].map((metricName) => ({
      namespace: "AWS/States",
      metricName,
      dimensions: { StateMachineArn: machine.arn },
    })),
    0,
    `An execution of ${name} ended without its end. Its name is the order's id; it can be redriven.`,
  );
any(
  "TableThrottled",
  [{}, ...indexNames.map((name) => ({ GlobalSecondaryIndexName: name }))].flatMap((part) =>
    ["ReadThrottleEvents", "WriteThrottleEvents"].map((metricName) => ({
      namespace: "AWS/DynamoDB",
      metricName,
      dimensions: { TableName: table.name, ...part },
    })),
  ),
  10,
  "The table or one of its indexes refuses work: a hot key, or too little capacity.",
);
any(
  "EventsNotDelivered",
  ruleNames.map((RuleName) => ({
    namespace: "AWS/Events",
    metricName: "FailedInvocations",
    dimensions: { EventBusName: bus.name, RuleName },
  })),
  0,
  "A rule could not hand an event to its queue; the sweeper sends it again.",
);
alarm("LettersBounce", {
  alarmDescription: "One letter of twenty comes back. At one of ten SES stops sending.",
  namespace: "AWS/SES",
  metricName: "Reputation.BounceRate",
  statistic: "Average",
  period: 3600,
  threshold: 0.05,
  comparisonOperator: "GreaterThanThreshold",
});

// What the nightly books find is written in their log, one line a finding.
const books = jobs.find(({ name }) => name === "Reconcile");
if (books) {
  new aws.cloudwatch.LogMetricFilter("BooksFindings", {
    logGroupName: $interpolate`/aws/lambda/${books.work.name}`,
    pattern: '{ $.message = "books.finding" }',
    metricTransformation: { namespace: "SecureCart", name: `books_findings_${stage.name}`, value: "1" },
  });
  alarm("BooksDoNotBalance", {
    alarmDescription:
      "The nightly books found something that does not add up. The log of Reconcile names it.",
    namespace: "SecureCart",
    metricName: `books_findings_${stage.name}`,
    statistic: "Sum",
    period: 3600,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
  });
}

/** A queue is watched for its oldest message and for its first dead letter. */
function watchQueue(
  name: string,
  queueName: $util.Input<string>,
  deadLettersName: $util.Input<string>,
  where: string,
) {
  alarm(`${name}Behind`, {
    alarmDescription: `A message has waited in ${name} for ten minutes. Is its consumer failing, or are there too few?`,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queueName },
    statistic: "Maximum",
    period: minutes,
    evaluationPeriods: 2,
    threshold: 600,
    comparisonOperator: "GreaterThanThreshold",
  });
  watchDeadLetters(name, deadLettersName, where);
}

function watchDeadLetters(name: string, queueName: $util.Input<string>, where: string) {
  alarm(`${name}DeadLettersThere`, {
    alarmDescription: `A message of ${name} could not be handled. ${where}`,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queueName },
    statistic: "Maximum",
    period: minutes,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
  });
}

/** An alarm on a figure of the shop, over a quarter of an hour. */
function business(
  name: string,
  metricName: string,
  stat: string,
  threshold: number,
  alarmDescription: string,
) {
  alarm(name, {
    alarmDescription,
    ...figures,
    metricName,
    ...(stat.startsWith("p") ? { extendedStatistic: stat } : { statistic: stat }),
    period: 15 * minutes,
    threshold,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
  });
}
