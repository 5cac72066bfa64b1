import { api } from "./api";
import { table } from "./data";
import { consumers, jobs } from "./functions";
import { allQueues } from "./messaging";
import { router } from "./router";
import { regionName, stage } from "./stage";
import { pageFunction } from "./web";
import { workflows } from "./workflow";

type Graph = { title: string; metrics: $util.Input<string>[][]; stat: string };
type Row = { title: string; graphs: Graph[] };

const rows: Row[] = [
  {
    title: "Orders",
    graphs: [
      {
        title: "Placed, paid, failed",
        metrics: ["orders_placed", "orders_paid", "orders_failed", "hold_expired"].map((one) => [
          "SecureCart",
          one,
          "stage",
          stage.name,
        ]),
        stat: "Sum",
      },
      {
        title: "From placed to authorized, ms",
        metrics: [["SecureCart", "payment_latency", "stage", stage.name]],
        stat: "p90",
      },
    ],
  },
  {
    title: "Pages and endpoints",
    graphs: [
      ...(pageFunction
        ? [
            {
              title: "Pages, p99 ms",
              metrics: [["AWS/Lambda", "Duration", "FunctionName", pageFunction]],
              stat: "p99",
            },
          ]
        : []),
      {
        title: "Error responses, %",
        metrics: [
          ["AWS/CloudFront", "5xxErrorRate", "DistributionId", router.distributionID, "Region", "Global"],
        ],
        stat: "Average",
      },
      {
        title: "Webhooks, p99 ms",
        metrics: [["AWS/ApiGateway", "Latency", "ApiId", api.nodes.api.id]],
        stat: "p99",
      },
      {
        title: "Webhooks refused and failed",
        metrics: [
          ["AWS/ApiGateway", "4xx", "ApiId", api.nodes.api.id],
          ["AWS/ApiGateway", "5xx", "ApiId", api.nodes.api.id],
        ],
        stat: "Sum",
      },
    ],
  },
  {
    title: "Queues",
    graphs: [
      {
        title: "Oldest message, s",
        metrics: allQueues.map(({ queue }) => [
          "AWS/SQS",
          "ApproximateAgeOfOldestMessage",
          "QueueName",
          queue.nodes.queue.name,
        ]),
        stat: "Maximum",
      },
      {
        title: "Messages waiting",
        metrics: allQueues.map(({ queue }) => [
          "AWS/SQS",
          "ApproximateNumberOfMessagesVisible",
          "QueueName",
          queue.nodes.queue.name,
        ]),
        stat: "Maximum",
      },
      {
        title: "Failed messages",
        metrics: allQueues.map(({ deadLetters }) => [
          "AWS/SQS",
          "ApproximateNumberOfMessagesVisible",
          "QueueName",
          deadLetters.nodes.queue.name,
        ]),
        stat: "Maximum",
      },
    ],
  },
  {
    title: "Work",
    graphs: [
      {
        title: "Consumers failed",
        metrics: consumers.map(({ work }) => ["AWS/Lambda", "Errors", "FunctionName", work.name]),
        stat: "Sum",
      },
      {
        title: "Jobs, ms",
        metrics: jobs.map(({ work }) => ["AWS/Lambda", "Duration", "FunctionName", work.name]),
        stat: "Maximum",
      },
      {
        title: "Fulfillment",
        metrics: workflows.flatMap(({ machine }) =>
          ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed"].map((one) => [
            "AWS/States",
            one,
            "StateMachineArn",
            machine.arn,
          ]),
        ),
        stat: "Sum",
      },
    ],
  },
  {
    title: "Table",
    graphs: [
      {
        title: "Units used",
        metrics: ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"].map((one) => [
          "AWS/DynamoDB",
          one,
          "TableName",
          table.name,
        ]),
        stat: "Sum",
      },
      {
        title: "Throttled",
        metrics: ["ReadThrottleEvents", "WriteThrottleEvents"].map((one) => [
          "AWS/DynamoDB",
          one,
          "TableName",
          table.name,
        ]),
        stat: "Sum",
      },
    ],
  },
];

new aws.cloudwatch.Dashboard("Dashboard", {
  dashboardName: `${$app.name}-${$app.stage}`,
  dashboardBody: dashboardBody(rows),
});

/** CloudWatch's grid is 24 wide. */
const width = 24;
const height = 6;

/** Renders a dashboard: a heading for each row, and its graphs side by side. */
function dashboardBody(rows: Row[]) {
  const widgets = rows.flatMap(({ title, graphs }, row) => {
    const y = row * (height + 1);
    const each = Math.floor(width / graphs.length);
    return [
      { type: "text", x: 0, y, width, height: 1, properties: { markdown: `## ${title}` } },
      ...graphs.map(({ title, metrics, stat }, column) => ({
        type: "metric",
        x: column * each,
        y: y + 1,
        width: each,
        height,
        properties: { title, metrics, stat, period: 300, region: regionName, view: "timeSeries" },
      })),
    ];
  });
  return $jsonStringify({ widgets });
}
