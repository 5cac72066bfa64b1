import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventSource, streamConsumers } from "@securecart/core/topology";
import { root } from "../paths";
import { type Alarm, alarms, figures } from "./alarms";
import { type Check, differ, list, parse, types } from "./stack";

const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

/** Returns the messages that the code logs. */
const messages = () =>
  globSync("packages/{core,functions}/src/**/*.ts", { cwd: root })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/Log\.(?:info|warn|error)\(\s*"([\w.]+)"/g)].map(
        ([, message]) => message,
      ),
    );

export const observabilityChecks = {
  "every alarm notifies the topic and has a description": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => [
      ...(inputs.alarmActions?.some((arn) => /:sns:.*Alarms/.test(arn)) ? [] : [`${name} has no action`]),
      ...((inputs.alarmDescription ?? "").length > 20 ? [] : [`${name} has no description`]),
    ]),

  "the operator subscribes to the alarms of a permanent stage": (stack) => {
    const subscriptions = stack.of<{ topic: string; protocol: string; endpoint: string }>(
      "aws:sns/topicSubscription:TopicSubscription",
    );
    const { alarmsTo } = stack.stage;
    return differ(
      "the subscriber",
      subscriptions.map(({ inputs }) => `${inputs.protocol} ${inputs.endpoint}`).join(),
      alarmsTo ? `email ${alarmsTo}` : "",
    );
  },

  "CloudWatch may publish to the alarm topic": (stack) =>
    // With AWS's own key it may not publish, and reports no error.
    stack.one("aws:sns/topic:Topic", "Alarms").inputs.kmsMasterKeyId ? ["the topic is encrypted"] : [],

  "every important failure has its alarm": (stack) =>
    [
      "PagesSlow",
      "PagesFailing",
      "WebhookFailing",
      "FulfillmentFailed",
      "TableThrottled",
      "DiscrepanciesFound",
      "EventsNotDelivered",
      "FunctionsThrottled",
      "EmailsBounce",
      "OrdersFailing",
      "HoldsExpiring",
      "PaymentSlow",
      "WebhooksUnanswerable",
      "DisputesOpened",
      "DisputesDue",
      "FraudWarnings",
      "PaymentMismatches",
      "OrdersUnusual",
      ...streamConsumers.map(({ name }) => `${name}Behind`),
    ].flatMap((name) =>
      alarms(stack).some((one) => one.name === name) ? [] : [`there is no alarm ${name}`],
    ),

  "alarms on business metrics read metrics that the code writes": (stack) => {
    const source = readFileSync(join(root, "packages/core/src/platform/metric/index.ts"), "utf8");
    const filters = stack
      .of<{ metricTransformation: { name: string } }>(filterType)
      .map(({ inputs }) => inputs.metricTransformation.name);
    return alarms(stack).flatMap(({ name, inputs }) =>
      figures(inputs)
        .filter(({ namespace, metricName }) => namespace === "SecureCart" && !filters.includes(metricName))
        .flatMap(({ metricName, dimensions }) => [
          ...(new RegExp(`^  ${metricName}: `, "m").test(source) ? [] : [`${name} reads ${metricName}`]),
          ...differ(`${name}'s stage`, dimensions, { stage: stack.stage.name }),
        ]),
    );
  },

  "each log metric filter matches a message that the code logs": (stack) =>
    stack
      .of<{ pattern: string; logGroupName: string; metricTransformation: { name: string } }>(filterType)
      .flatMap(({ name, inputs }) => {
        const message = /"([\w.]+)"/.exec(inputs.pattern)?.[1];
        const groups = stack.of<{ name: string }>(types.logGroup).map((group) => group.inputs.name);
        const read = alarms(stack).some((one) =>
          figures(one.inputs).some(({ metricName }) => metricName === inputs.metricTransformation.name),
        );
        return [
          ...(message && messages().includes(message)
            ? []
            : [`${name} matches ${message}, which is never logged`]),
          ...(groups.includes(inputs.logGroupName) ? [] : [`${name} reads no log: ${inputs.logGroupName}`]),
          ...(read ? [] : [`no alarm reads the metric of ${name}`]),
        ];
      }),

  "orders have an anomaly alarm, pages one on p99 latency": (stack) => {
    const unusual = stack.one<Alarm>(types.alarm, "OrdersUnusual").inputs;
    const band = unusual.metricQueries?.some(({ expression }) =>
      expression?.startsWith("ANOMALY_DETECTION_BAND"),
    );
    return [
      ...differ("OrdersUnusual has a band", band, true),
      ...differ(
        "PagesSlow's statistic",
        stack.one<Alarm>(types.alarm, "PagesSlow").inputs.extendedStatistic,
        "p99",
      ),
    ];
  },

  "the dashboard shows orders, pages, queues, work and the table": (stack) => {
    const { inputs } = stack.one<{ dashboardBody: string }>(
      "aws:cloudwatch/dashboard:Dashboard",
      "Dashboard",
    );
    const { widgets } = JSON.parse(inputs.dashboardBody) as {
      widgets: { type: string; properties: { markdown?: string; metrics?: string[][] } }[];
    };
    const empty = widgets.filter(
      ({ type, properties }) => type === "metric" && !properties.metrics?.flat().every(Boolean),
    );
    return [
      ...differ(
        "its rows",
        widgets.flatMap(({ properties }) => properties.markdown ?? []),
        ["## Orders", "## Pages and endpoints", "## Queues", "## Work", "## Table"],
      ),
      ...(empty.length > 0 ? [`${empty.length} graphs have no metric`] : []),
    ];
  },

  "the monthly budget warns before it is spent": (stack) => {
    type Notification = { threshold: number; notificationType: string; subscriberEmailAddresses: string[] };
    const { inputs } = stack.one<{ limitAmount: string; timeUnit: string; notifications: Notification[] }>(
      "aws:budgets/budget:Budget",
      "MonthlyBudget",
    );
    return [
      ...differ("the budget", inputs.limitAmount, `${stack.stage.budgetDollars}`),
      ...differ("it is", inputs.timeUnit, "MONTHLY"),
      ...differ(
        "its notifications",
        inputs.notifications.map(({ notificationType, threshold }) => [notificationType, threshold]),
        [
          ["ACTUAL", 80],
          ["FORECASTED", 100],
        ],
      ),
      ...inputs.notifications.flatMap(({ notificationType, subscriberEmailAddresses }) =>
        list(subscriberEmailAddresses).length > 0 ? [] : [`${notificationType} has no subscriber`],
      ),
    ];
  },

  "events are archived for a month": (stack) => {
    const { inputs } = stack.one<{ retentionDays: number; eventPattern: string; eventSourceArn: string }>(
      "aws:cloudwatch/eventArchive:EventArchive",
      "BusArchive",
    );
    return [
      ...(inputs.retentionDays >= 30 ? [] : [`events are kept for ${inputs.retentionDays} days`]),
      ...differ("of what", parse(inputs.eventPattern), { source: [eventSource] }),
    ];
  },

  "production logs every AWS API call in a tamper-evident trail": (stack) => {
    const trails = stack.of<{ isMultiRegionTrail: boolean; enableLogFileValidation: boolean }>(
      "aws:cloudtrail/trail:Trail",
    );
    return [
      ...differ("trails", trails.length, stack.stage.trail ? 1 : 0),
      ...trails.flatMap(({ inputs }) =>
        inputs.isMultiRegionTrail && inputs.enableLogFileValidation
          ? []
          : ["the trail misses regions or file validation"],
      ),
      ...trails.flatMap(() => {
        const { inputs } = stack.one<{ rules: { expiration?: { days: number } }[] }>(
          "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
          "AuditTrailTiers",
        );
        return inputs.rules.some(({ expiration }) => (expiration?.days ?? 0) < 365)
          ? ["the trail expires within a year"]
          : [];
      }),
    ];
  },
} satisfies Record<string, Check>;
