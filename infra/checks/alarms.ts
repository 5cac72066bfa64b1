import { schedules } from "@securecart/core/topology";
import { type Check, differ, type Stack, types } from "./stack";

type Figure = { namespace: string; metricName: string; dimensions?: Record<string, string>; stat?: string };
type Query = { id: string; expression?: string; returnData?: boolean; metric?: Figure & { period: number } };
export type Alarm = {
  alarmDescription?: string;
  alarmActions?: string[];
  namespace?: string;
  metricName?: string;
  dimensions?: Record<string, string>;
  statistic?: string;
  extendedStatistic?: string;
  period?: number;
  evaluationPeriods: number;
  datapointsToAlarm?: number;
  threshold?: number;
  thresholdMetricId?: string;
  comparisonOperator: string;
  treatMissingData?: string;
  metricQueries?: Query[];
};

/** Under which dimensions AWS counts a figure, and whether it hurts when it is high or low. */
type Counted = { by: string[]; hurts?: "low" };

const perQueue = { by: ["QueueName"] };
const perFunction = { by: ["FunctionName"] };
const perIndex = { by: ["TableName", "GlobalSecondaryIndexName+TableName"] };
const perMachine = { by: ["StateMachineArn"] };

/** As the services' own documentation has it. Asked for under other dimensions, a figure is for ever empty. */
const counted: Record<string, Record<string, Counted>> = {
  "AWS/SQS": {
    ApproximateAgeOfOldestMessage: perQueue,
    ApproximateNumberOfMessagesVisible: perQueue,
  },
  "AWS/Lambda": {
    Duration: perFunction,
    Errors: perFunction,
    IteratorAge: perFunction,
    Throttles: { by: ["", "FunctionName"] },
    Invocations: { ...perFunction, hurts: "low" },
  },
  "AWS/DynamoDB": { ReadThrottleEvents: perIndex, WriteThrottleEvents: perIndex },
  "AWS/Events": { FailedInvocations: { by: ["EventBusName+RuleName"] } },
  "AWS/States": { ExecutionsFailed: perMachine, ExecutionsTimedOut: perMachine },
  "AWS/ApiGateway": { "5xx": { by: ["ApiId"] }, Count: { by: ["ApiId"] } },
  "AWS/CloudFront": {
    "5xxErrorRate": { by: ["DistributionId+Region"] },
    Requests: { by: ["DistributionId+Region"] },
  },
  "AWS/ApplicationELB": { TargetResponseTime: { by: ["LoadBalancer"] } },
  "AWS/Route53": { HealthCheckStatus: { by: ["HealthCheckId"], hurts: "low" } },
  "AWS/SES": { "Reputation.BounceRate": { by: [""] } },
};

/** The things of a stack, as a dimension names them. */
const things: Record<string, (stack: Stack) => string[]> = {
  QueueName: named(types.queue),
  FunctionName: named(types.lambda),
  TableName: named(types.table),
  RuleName: named(types.rule),
  EventBusName: named("aws:cloudwatch/eventBus:EventBus"),
  StateMachineArn: (stack) => named(types.machine)(stack).map((name) => `stateMachine:${name}`),
  GlobalSecondaryIndexName: ({ of }) =>
    of<{ globalSecondaryIndexes?: { name: string }[] }>(types.table).flatMap(({ inputs }) =>
      (inputs.globalSecondaryIndexes ?? []).map(({ name }) => name),
    ),
  ApiId: ids("aws:apigatewayv2/api:Api"),
  DistributionId: ids(types.distribution),
  HealthCheckId: ids("aws:route53/healthCheck:HealthCheck"),
  LoadBalancer: ({ of }) => of("aws:lb/loadBalancer:LoadBalancer").map(({ name }) => `app/${name}/1`),
  Region: () => ["Global"],
};

function named(type: string) {
  return ({ of }: Stack) => of<{ name: string }>(type).map(({ inputs }) => inputs.name);
}

function ids(type: string) {
  return ({ of }: Stack) => of(type).map(({ name }) => `${name}-id`);
}

export const alarms = ({ of }: Stack) => of<Alarm>(types.alarm);

/** What an alarm reads, be it one figure or several. Ours, which the code counts, have a promise of their own. */
export const figures = ({ namespace, metricName, dimensions, metricQueries = [] }: Alarm): Figure[] => [
  ...(namespace && metricName ? [{ namespace, metricName, ...(dimensions && { dimensions }) }] : []),
  ...metricQueries.flatMap(({ metric }) => metric ?? []),
];
const ofAws = (inputs: Alarm) => figures(inputs).filter(({ namespace }) => namespace !== "SecureCart");
const known = ({ namespace, metricName }: Figure) => counted[namespace]?.[metricName];

/** An alarm on one queue, function or machine, by what it reads and of whom. */
const watches = (stack: Stack, metricName: string, dimension: string, value: string) =>
  alarms(stack).filter(({ inputs }) =>
    figures(inputs).some((one) => one.metricName === metricName && one.dimensions?.[dimension] === value),
  );

export const alarmChecks = {
  "an alarm reads what AWS counts, by the dimensions that AWS counts it by, of a thing that is there": (
    stack,
  ) =>
    alarms(stack).flatMap(({ name, inputs }) =>
      ofAws(inputs).flatMap((figure) => {
        const { namespace, metricName, dimensions = {} } = figure;
        const by = Object.keys(dimensions).sort().join("+");
        if (!known(figure)?.by.includes(by)) return [`${name} reads ${namespace} ${metricName} by "${by}"`];
        return Object.entries(dimensions).flatMap(([dimension, value]) =>
          things[dimension]?.(stack).some((thing) => value === thing || value.endsWith(`:${thing}`))
            ? []
            : [`${name} watches the ${dimension} ${value}, which is not there`],
        );
      }),
    ),

  "an alarm looks to the side that hurts, and takes silence for bad where silence hurts": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => {
      if (inputs.thresholdMetricId) return [];
      const low = ofAws(inputs).length === 1 && ofAws(inputs).every((one) => known(one)?.hurts === "low");
      return [
        ...differ(
          `${name}'s side`,
          inputs.comparisonOperator.startsWith("Less") ? "low" : "high",
          low ? "low" : "high",
        ),
        ...differ(
          `${name} takes silence for`,
          inputs.treatMissingData,
          low
            ? "breaching"
            : inputs.treatMissingData === "breaching"
              ? "notBreaching"
              : inputs.treatMissingData,
        ),
      ];
    }),

  "AWS accepts the arithmetic of each alarm": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => {
      const { metricQueries = [], evaluationPeriods, datapointsToAlarm, statistic } = inputs;
      const metrics = metricQueries.filter(({ metric }) => metric);
      const period = inputs.period ?? metrics[0]?.metric?.period ?? 0;
      const longest = period < 3600 ? 86_400 : 604_800;
      const answers = metricQueries.filter(({ returnData }) => returnData).length;
      const unknown = metricQueries
        .flatMap(({ expression = "" }) => expression.match(/\b[a-z]\w*\b/g) ?? [])
        .filter((word) => !metricQueries.some(({ id }) => id === word));
      return [
        ...(period > 0 && period * evaluationPeriods <= longest ? [] : [`${name} looks back too far`]),
        ...((datapointsToAlarm ?? 1) <= evaluationPeriods ? [] : [`${name} waits for what never comes`]),
        ...(statistic?.startsWith("p") ? [`${name} has a percentile for a statistic`] : []),
        ...(metrics.length <= 10 ? [] : [`${name} reads ${metrics.length} figures`]),
        ...(metricQueries.length > 0
          ? differ(`${name}'s answers`, answers, inputs.thresholdMetricId ? 2 : 1)
          : []),
        ...unknown.map((word) => `${name} reckons with ${word}`),
      ];
    }),

  "each queue, ours or not, has an alarm for its oldest message, and each dead letter one for the first": (
    stack,
  ) =>
    stack.of<{ name: string }>(types.queue).flatMap(({ name, inputs }) => {
      if (!/DeadLetters(Queue)?$/.test(name))
        return watches(stack, "ApproximateAgeOfOldestMessage", "QueueName", inputs.name).length > 0
          ? []
          : [`nobody watches ${name}`];
      const first = watches(stack, "ApproximateNumberOfMessagesVisible", "QueueName", inputs.name);
      return [
        ...(first.length > 0 ? [] : [`nobody watches ${name}`]),
        ...first.flatMap((one) => differ(`${one.name} wakes above`, one.inputs.threshold, 0)),
      ];
    }),

  "a job that fails is heard, and a job that nobody calls": (stack) =>
    schedules.flatMap(({ name, everySeconds }) => {
      const { inputs } = stack.one<{ name: string }>(types.lambda, `${name}JobFunction`);
      const fails = watches(stack, "Errors", "FunctionName", inputs.name);
      const silent = watches(stack, "Invocations", "FunctionName", inputs.name).filter(
        (one) => one.inputs.comparisonOperator === "LessThanThreshold",
      );
      const patient = ({ evaluationPeriods, period = 0 }: Alarm) => evaluationPeriods * period > everySeconds;
      return [
        ...(fails.length > 0 ? [] : [`nobody hears ${name} fail`]),
        ...(silent.length > 0 ? [] : [`nobody hears that ${name} is not called`]),
        ...silent.flatMap((one) => (patient(one.inputs) ? [] : [`${one.name} expects it too soon`])),
        // A share of the calls says nothing of what is called once a day.
        ...(everySeconds < 3600
          ? []
          : fails.flatMap((one) => differ(`${one.name} wakes above`, one.inputs.threshold, 0))),
      ];
    }),

  "answers that are errors are counted where they are given, not where they are made": (stack) =>
    (
      [
        ["PagesFailing", "AWS/CloudFront", "5xxErrorRate"],
        ["WebhookFailing", "AWS/ApiGateway", "5xx"],
      ] as const
    ).flatMap(([name, namespace, metricName]) => {
      const read = figures(stack.one<Alarm>(types.alarm, name).inputs);
      return read.some((one) => one.namespace === namespace && one.metricName === metricName)
        ? []
        : [`${name} does not read ${namespace} ${metricName}`];
    }),
} satisfies Record<string, Check>;
