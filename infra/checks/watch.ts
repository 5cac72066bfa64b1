import { readFileSync } from "node:fs";
import { join } from "node:path";
import { schedules, streamConsumers } from "../../packages/core/src/topology";
import { root } from "../paths";
import { type Check, differ, type Stack, types } from "./stack";
import { queuesIn } from "./topology";

type Alarm = {
  alarmDescription?: string;
  alarmActions?: string[];
  namespace?: string;
  metricName?: string;
  dimensions?: Record<string, string>;
  extendedStatistic?: string;
  threshold?: number;
  comparisonOperator: string;
  treatMissingData?: string;
  metricQueries?: { expression?: string; metric?: { metricName: string } }[];
};

const alarms = ({ of }: Stack) => of<Alarm>(types.alarm);

export const watchChecks = {
  "every alarm reaches the topic and says what is wrong": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => [
      ...(inputs.alarmActions?.some((arn) => /:sns:.*Alarms/.test(arn)) ? [] : [`${name} reaches nobody`]),
      ...((inputs.alarmDescription ?? "").length > 20 ? [] : [`${name} says nothing`]),
    ]),

  "somebody hears the alarms of a stage that stays": (stack) => {
    const heard = stack.of<{ topic: string; endpoint: string }>(
      "aws:sns/topicSubscription:TopicSubscription",
    );
    return differ("who hears", heard.map(({ inputs }) => inputs.endpoint).join(), stack.stage.alarmsTo ?? "");
  },

  "CloudWatch may write to the alarms' topic": (stack) =>
    // Encrypted with AWS's own key it may not, and says so nowhere.
    stack.one("aws:sns/topic:Topic", "Alarms").inputs.kmsMasterKeyId ? ["the topic is encrypted"] : [],

  "each queue has an alarm for its oldest message and for its first dead letter": (stack) =>
    queuesIn(stack).flatMap(({ name }) => {
      const old = stack.one<Alarm>(types.alarm, `${name}Behind`).inputs;
      const dead = stack.one<Alarm>(types.alarm, `${name}DeadLettersThere`).inputs;
      return [
        ...differ(`${name}Behind watches`, old.metricName, "ApproximateAgeOfOldestMessage"),
        ...differ(`${name}DeadLettersThere wakes above`, dead.threshold, 0),
        ...(dead.dimensions?.QueueName?.includes(`-${name}DeadLettersQueue-`)
          ? []
          : [`${name} watches another queue`]),
      ];
    }),

  "slow and failing pages, webhooks, jobs, streams, books and machines are noticed": (stack) =>
    [
      "PagesSlow",
      "PagesFailing",
      "WebhookFailing",
      "FulfillmentFailed",
      "TableThrottled",
      "BooksDoNotBalance",
      "BooksNotRead",
      "OrdersFailing",
      "HoldsExpiring",
      "PaymentSlow",
      "OrdersUnusual",
      ...schedules.map(({ name }) => `${name}Failing`),
      ...streamConsumers.map(({ name }) => `${name}Behind`),
    ].flatMap((name) =>
      alarms(stack).some((one) => one.name === name) ? [] : [`there is no alarm ${name}`],
    ),

  "the figures that alarms read are those that the code counts": (stack) => {
    const source = readFileSync(join(root, "packages/core/src/metric/index.ts"), "utf8");
    const stage = stack.stage.name;
    return alarms(stack).flatMap(({ name, inputs }) => {
      const ours = inputs.namespace === "SecureCart" && !inputs.metricName?.startsWith("books_findings");
      const counted = [
        inputs.metricName,
        ...(inputs.metricQueries ?? []).map(({ metric }) => metric?.metricName),
      ];
      const known = counted.filter((one) => one !== undefined && !["Errors", "Invocations"].includes(one));
      if (!ours && name !== "OrdersUnusual") return [];
      return [
        ...known.flatMap((one) =>
          new RegExp(`^  ${one}: `, "m").test(source) ? [] : [`${name} reads ${one}`],
        ),
        ...(ours ? differ(`${name}'s stage`, inputs.dimensions?.stage, stage) : []),
      ];
    });
  },

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
      ...(inputs.notifications.some(({ subscriberEmailAddresses }) => subscriberEmailAddresses.length > 0)
        ? []
        : ["nobody hears of the budget"]),
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
    ];
  },
} satisfies Record<string, Check>;
