import { alarm, failing, slow } from "./alarms";
import { doors } from "./api";
import { service } from "./containers";
import { table } from "./data";
import { healthCheck } from "./dns";
import { jobs, relays } from "./functions";
import { allQueues, bus } from "./messaging";
import { stage } from "./stage";
import { pageFunction } from "./web";
import { workflows } from "./workflow";

/** Figures that the code writes into its log; CloudWatch reads them from there. */
const figures = { namespace: "SecureCart", dimensions: { stage: stage.name } };

const minutes = 60;

// What shoppers feel.
if (pageFunction) {
  const page = { FunctionName: pageFunction };
  slow("PagesSlow", "AWS/Lambda", "Duration", page, 3_000, "One page of a hundred takes longer than 3 s.");
  failing("PagesFailing", page, "More than one page of a hundred fails. Look at the pages' log and trace.");
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
  alarm("PagesFailing", {
    alarmDescription: "The containers answer with errors.",
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_5XX_Count",
    dimensions: balancer,
    statistic: "Sum",
    period: 5 * minutes,
    threshold: 10,
    comparisonOperator: "GreaterThanThreshold",
  });
}
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
for (const { name, queue, deadLetters } of allQueues) {
  alarm(`${name}Behind`, {
    alarmDescription: `A message has waited in ${name} for ten minutes. Is its consumer failing, or are there too few?`,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: "Maximum",
    period: minutes,
    evaluationPeriods: 2,
    threshold: 600,
    comparisonOperator: "GreaterThanThreshold",
  });
  alarm(`${name}DeadLettersThere`, {
    alarmDescription: `A message of ${name} could not be handled. See it in the back office under dead letters.`,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: deadLetters.nodes.queue.name },
    statistic: "Maximum",
    period: minutes,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
  });
}
for (const { name, work } of [...doors.map((door) => ({ ...door, name: "Webhook" })), ...jobs])
  failing(`${name}Failing`, { FunctionName: work.name }, `${name} fails. Its log says why.`);
for (const { name, work } of relays)
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
for (const { name, machine } of workflows)
  alarm(`${name}Failed`, {
    alarmDescription: `An execution of ${name} ended without its end. Its name is the order's id; it can be redriven.`,
    namespace: "AWS/States",
    metricName: "ExecutionsFailed",
    dimensions: { StateMachineArn: machine.arn },
    statistic: "Sum",
    period: 5 * minutes,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
  });
alarm("TableThrottled", {
  alarmDescription: "The table refuses work: a hot key, or too little capacity.",
  namespace: "AWS/DynamoDB",
  metricName: "ThrottledRequests",
  dimensions: { TableName: table.name },
  statistic: "Sum",
  period: 5 * minutes,
  threshold: 10,
  comparisonOperator: "GreaterThanThreshold",
});
alarm("EventsNotDelivered", {
  alarmDescription: "A rule could not hand an event to its queue; the sweeper sends it again.",
  namespace: "AWS/Events",
  metricName: "FailedInvocations",
  dimensions: { EventBusName: bus.name },
  statistic: "Sum",
  period: 5 * minutes,
  threshold: 0,
  comparisonOperator: "GreaterThanThreshold",
});
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
  alarm("BooksNotRead", {
    alarmDescription: "Nobody has proved the books for a day.",
    namespace: "AWS/Lambda",
    metricName: "Invocations",
    dimensions: { FunctionName: books.work.name },
    statistic: "Sum",
    period: 24 * 3600,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
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
