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

/** Metrics that the code embeds in its log. */
const ownMetrics = { namespace: "SecureCart", dimensions: { stage: stage.name } };

const minutes = 60;

// Pages.
if (pageFunction) {
  const page = { FunctionName: pageFunction };
  slow("PagesSlow", "AWS/Lambda", "Duration", page, 3_000, "1 % of the pages take longer than 3 s.");
}
if (service) {
  const balancer = { LoadBalancer: service.nodes.loadBalancer.arnSuffix };
  slow(
    "PagesSlow",
    "AWS/ApplicationELB",
    "TargetResponseTime",
    balancer,
    3,
    "1 % of the pages take longer than 3 s.",
  );
}
// Counted at CloudFront: for Lambda a page that returns 500 is a successful call.
failing(
  "PagesFailing",
  {
    namespace: "AWS/CloudFront",
    calls: "Requests",
    failures: "5xxErrorRate",
    isShare: true,
    dimensions: { DistributionId: router.distributionID, Region: "Global" },
  },
  "More than 1 % of the responses are server errors. See the pages' log and traces.",
);
any(
  "FunctionsThrottled",
  [{ namespace: "AWS/Lambda", metricName: "Throttles" }],
  10,
  "AWS rejects calls of functions: the account's concurrency is exhausted. Request a higher limit.",
);
if (healthCheck)
  alarm("ShopUnreachable", {
    alarmDescription: "The shop does not respond from outside AWS.",
    namespace: "AWS/Route53",
    metricName: "HealthCheckStatus",
    dimensions: { HealthCheckId: healthCheck.id },
    statistic: "Minimum",
    period: minutes,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
  });

// Orders and payments.
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
  "10 % of the payments take longer than ten minutes until their orders are authorized.",
);
alarm("OrdersUnusual", {
  alarmDescription: "More or fewer orders than usual for this hour and weekday.",
  comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
  evaluationPeriods: 3,
  thresholdMetricId: "usual",
  metricQueries: [
    { id: "usual", expression: "ANOMALY_DETECTION_BAND(orders, 3)", label: "Usual", returnData: true },
    {
      id: "orders",
      returnData: true,
      metric: { ...ownMetrics, metricName: "orders_placed", stat: "Sum", period: 15 * minutes },
    },
  ],
});

// Queues, jobs and the table.
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
    "The message names the outdated page.",
  );

// Counted at API Gateway: for Lambda a webhook that the endpoint answers with 500 is a successful call.
failing(
  "WebhookFailing",
  {
    namespace: "AWS/ApiGateway",
    calls: "Count",
    failures: "5xx",
    dimensions: { ApiId: api.nodes.api.id },
    period: 60 * minutes,
  },
  "Webhooks get error responses; Stripe retries them. See the log of the webhook endpoint.",
);
for (const { name, everySeconds, work } of jobs) {
  const isFrequent = everySeconds <= 5 * minutes;
  const job = { namespace: "AWS/Lambda", dimensions: { FunctionName: work.name } };
  if (isFrequent)
    failing(
      `${name}Failing`,
      { ...job, calls: "Invocations", failures: "Errors" },
      `${name} fails. See its log.`,
    );
  else any(`${name}Failing`, [{ ...job, metricName: "Errors" }], 0, `${name} failed. See its log.`);
  silent(
    `${name}NotRun`,
    work.name,
    isFrequent ? 0.25 : everySeconds / 3600 + 2,
    `${name} is not invoked: its schedule is off or lacks the permission.`,
  );
}
for (const { name, work, deadLetters } of relays) {
  alarm(`${name}Behind`, {
    alarmDescription:
      "Events wait in the table's stream: a row cannot be relayed, or the bus is unavailable.",
    namespace: "AWS/Lambda",
    metricName: "IteratorAge",
    dimensions: { FunctionName: work.name },
    statistic: "Maximum",
    period: minutes,
    evaluationPeriods: 5,
    threshold: 60_000,
    comparisonOperator: "GreaterThanThreshold",
  });
  watchFailedMessages(name, deadLetters.nodes.queue.name, "The message has its position in the stream.");
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
    `An execution of ${name} failed. Its name is the order's ID; it can be redriven.`,
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
  "The table or an index throttles requests: a hot key, or too little capacity.",
);
any(
  "EventsNotDelivered",
  ruleNames.map((RuleName) => ({
    namespace: "AWS/Events",
    metricName: "FailedInvocations",
    dimensions: { EventBusName: bus.name, RuleName },
  })),
  0,
  "A rule could not deliver an event to its queue; the sweeper sends it again.",
);
alarm("EmailsBounce", {
  alarmDescription: "5 % of the emails bounce. At 10 % SES stops sending.",
  namespace: "AWS/SES",
  metricName: "Reputation.BounceRate",
  statistic: "Average",
  period: 3600,
  threshold: 0.05,
  comparisonOperator: "GreaterThanThreshold",
});

// Reconciliation logs one line for each discrepancy.
const reconciliation = jobs.find(({ name }) => name === "Reconcile");
if (reconciliation) {
  new aws.cloudwatch.LogMetricFilter("Discrepancies", {
    logGroupName: $interpolate`/aws/lambda/${reconciliation.work.name}`,
    pattern: '{ $.message = "reconciliation.discrepancy" }',
    metricTransformation: { namespace: "SecureCart", name: `discrepancies_${stage.name}`, value: "1" },
  });
  alarm("DiscrepanciesFound", {
    alarmDescription: "The nightly reconciliation found a discrepancy. See the log of Reconcile.",
    namespace: "SecureCart",
    metricName: `discrepancies_${stage.name}`,
    statistic: "Sum",
    period: 3600,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
  });
}

/** Creates alarms on a queue's oldest message and on its first failed message. */
function watchQueue(
  name: string,
  queueName: $util.Input<string>,
  deadLettersName: $util.Input<string>,
  where: string,
) {
  alarm(`${name}Behind`, {
    alarmDescription: `A message has waited in ${name} for ten minutes: its consumer fails or is too slow.`,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queueName },
    statistic: "Maximum",
    period: minutes,
    evaluationPeriods: 2,
    threshold: 600,
    comparisonOperator: "GreaterThanThreshold",
  });
  watchFailedMessages(name, deadLettersName, where);
}

function watchFailedMessages(name: string, queueName: $util.Input<string>, where: string) {
  alarm(`${name}FailedMessages`, {
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

/** Creates an alarm on one of the code's own metrics over a quarter of an hour. */
function business(
  name: string,
  metricName: string,
  stat: string,
  threshold: number,
  alarmDescription: string,
) {
  alarm(name, {
    alarmDescription,
    ...ownMetrics,
    metricName,
    ...(stat.startsWith("p") ? { extendedStatistic: stat } : { statistic: stat }),
    period: 15 * minutes,
    threshold,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
  });
}
