import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventSource, streamConsumers } from "@securecart/core/topology";
import { root } from "../paths";
import { type Alarm, alarms, figures } from "./alarms";
import { type Check, differ, list, parse, types } from "./stack";

const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

/** What the code says in its log, by the first word of each line. */
const messages = () =>
  globSync("packages/{core,functions}/src/**/*.ts", { cwd: root })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/Log\.(?:info|warn|error)\(\s*"([\w.]+)"/g)].map(
        ([, said]) => said,
      ),
    );

export const watchChecks = {
  "every alarm reaches the topic and says what is wrong": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => [
      ...(inputs.alarmActions?.some((arn) => /:sns:.*Alarms/.test(arn)) ? [] : [`${name} reaches nobody`]),
      ...((inputs.alarmDescription ?? "").length > 20 ? [] : [`${name} says nothing`]),
    ]),

  "somebody hears the alarms of a stage that stays": (stack) => {
    const heard = stack.of<{ topic: string; protocol: string; endpoint: string }>(
      "aws:sns/topicSubscription:TopicSubscription",
    );
    const { alarmsTo } = stack.stage;
    return differ(
      "who hears",
      heard.map(({ inputs }) => `${inputs.protocol} ${inputs.endpoint}`).join(),
      alarmsTo ? `email ${alarmsTo}` : "",
    );
  },

  "CloudWatch may write to the alarms' topic": (stack) =>
    // Encrypted with AWS's own key it may not, and says so nowhere.
    stack.one("aws:sns/topic:Topic", "Alarms").inputs.kmsMasterKeyId ? ["the topic is encrypted"] : [],

  "slow and failing pages, webhooks, streams, books and machines are noticed": (stack) =>
    [
      "PagesSlow",
      "PagesFailing",
      "WebhookFailing",
      "FulfillmentFailed",
      "TableThrottled",
      "BooksDoNotBalance",
      "EventsNotDelivered",
      "FunctionsThrottled",
      "LettersBounce",
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

  "the figures that alarms read are those that the code counts": (stack) => {
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

  "a figure that is read from a log stands in the log of the function that writes it": (stack) =>
    stack
      .of<{ pattern: string; logGroupName: string; metricTransformation: { name: string } }>(filterType)
      .flatMap(({ name, inputs }) => {
        const said = /"([\w.]+)"/.exec(inputs.pattern)?.[1];
        const groups = stack.of<{ name: string }>(types.logGroup).map((group) => group.inputs.name);
        const read = alarms(stack).some((one) =>
          figures(one.inputs).some(({ metricName }) => metricName === inputs.metricTransformation.name),
        );
        return [
          ...(said && messages().includes(said) ? [] : [`${name} waits for ${said}, which nobody says`]),
          ...(groups.includes(inputs.logGroupName) ? [] : [`${name} reads no log: ${inputs.logGroupName}`]),
          ...(read ? [] : [`nobody reads the figure of ${name}`]),
        ];
      }),

  "orders have an alarm for what is unusual, pages one for the slowest of a hundred": (stack) => {
    const unusual = stack.one<Alarm>(types.alarm, "OrdersUnusual").inputs;
    const band = unusual.metricQueries?.some(({ expression }) =>
      expression?.startsWith("ANOMALY_DETECTION_BAND"),
    );
    return [
      ...differ("OrdersUnusual knows a band", band, true),
      ...differ(
        "PagesSlow looks at",
        stack.one<Alarm>(types.alarm, "PagesSlow").inputs.extendedStatistic,
        "p99",
      ),
    ];
  },

  "one look shows the shop: orders, pages, queues, work and the table": (stack) => {
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
        ["## Orders", "## Pages and doors", "## Queues", "## Work", "## Table"],
      ),
      ...(empty.length > 0 ? [`${empty.length} graphs show nothing`] : []),
    ];
  },

  "the month's cost has an alarm of its own": (stack) => {
    type Notification = { threshold: number; notificationType: string; subscriberEmailAddresses: string[] };
    const { inputs } = stack.one<{ limitAmount: string; timeUnit: string; notifications: Notification[] }>(
      "aws:budgets/budget:Budget",
      "MonthlyBudget",
    );
    return [
      ...differ("the budget", inputs.limitAmount, `${stack.stage.budgetDollars}`),
      ...differ("it is", inputs.timeUnit, "MONTHLY"),
      ...differ(
        "it warns",
        inputs.notifications.map(({ notificationType, threshold }) => [notificationType, threshold]),
        [
          ["ACTUAL", 80],
          ["FORECASTED", 100],
        ],
      ),
      ...inputs.notifications.flatMap(({ notificationType, subscriberEmailAddresses }) =>
        list(subscriberEmailAddresses).length > 0 ? [] : [`nobody hears what is ${notificationType}`],
      ),
    ];
  },

  "what happened in the shop is kept for a month, to be told again": (stack) => {
    const { inputs } = stack.one<{ retentionDays: number; eventPattern: string; eventSourceArn: string }>(
      "aws:cloudwatch/eventArchive:EventArchive",
      "BusArchive",
    );
    return [
      ...(inputs.retentionDays >= 30 ? [] : [`events are kept for ${inputs.retentionDays} days`]),
      ...differ("of what", parse(inputs.eventPattern), { source: [eventSource] }),
    ];
  },

  "production writes down who called which API, where it cannot be changed unseen": (stack) => {
    const trails = stack.of<{ isMultiRegionTrail: boolean; enableLogFileValidation: boolean }>(
      "aws:cloudtrail/trail:Trail",
    );
    return [
      ...differ("trails", trails.length, stack.stage.trail ? 1 : 0),
      ...trails.flatMap(({ inputs }) =>
        inputs.isMultiRegionTrail && inputs.enableLogFileValidation
          ? []
          : ["the trail sees or proves too little"],
      ),
      ...trails.flatMap(() => {
        const { inputs } = stack.one<{ rules: { expiration?: { days: number } }[] }>(
          "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
          "AuditTrailTiers",
        );
        return inputs.rules.some(({ expiration }) => (expiration?.days ?? 0) < 365)
          ? ["the trail forgets within a year"]
          : [];
      }),
    ];
  },
} satisfies Record<string, Check>;
