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

/** Dimensions of an AWS metric, and whether low values are the bad ones. */
type Counted = { by: string[]; bad?: "low" };

const perQueue = { by: ["QueueName"] };
const perFunction = { by: ["FunctionName"] };
const perIndex = { by: ["TableName", "GlobalSecondaryIndexName+TableName"] };
const perMachine = { by: ["StateMachineArn"] };

/** Metrics and dimensions from the documentation of the services. With other dimensions a metric stays empty. */
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
    Invocations: { ...perFunction, bad: "low" },
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
  "AWS/Route53": { HealthCheckStatus: { by: ["HealthCheckId"], bad: "low" } },
  "AWS/SES": { "Reputation.BounceRate": { by: [""] } },
};

/** Resources of a stack by dimension, as CloudWatch names them. */
const resources: Record<string, (stack: Stack) => string[]> = {
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

/** Returns the metrics that an alarm reads. The code's own metrics have a check of their own. */
export const figures = ({ namespace, metricName, dimensions, metricQueries = [] }: Alarm): Figure[] => [
  ...(namespace && metricName ? [{ namespace, metricName, ...(dimensions && { dimensions }) }] : []),
  ...metricQueries.flatMap(({ metric }) => metric ?? []),
];
const ofAws = (inputs: Alarm) => figures(inputs).filter(({ namespace }) => namespace !== "SecureCart");
const known = ({ namespace, metricName }: Figure) => counted[namespace]?.[metricName];

/** Returns the alarms that read a metric of one queue, function or state machine. */
const watches = (stack: Stack, metricName: string, dimension: string, value: string) =>
  alarms(stack).filter(({ inputs }) =>
    figures(inputs).some((one) => one.metricName === metricName && one.dimensions?.[dimension] === value),
  );

export const alarmChecks = {
  "an alarm reads an existing AWS metric with its dimensions, of an existing resource": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) =>
      ofAws(inputs).flatMap((figure) => {
        const { namespace, metricName, dimensions = {} } = figure;
        const by = Object.keys(dimensions).sort().join("+");
        if (!known(figure)?.by.includes(by)) return [`${name} reads ${namespace} ${metricName} by "${by}"`];
        return Object.entries(dimensions).flatMap(([dimension, value]) =>
          resources[dimension]?.(stack).some((one) => value === one || value.endsWith(`:${one}`))
            ? []
            : [`${name} watches the ${dimension} ${value}, which does not exist`],
        );
      }),
    ),

  "an alarm compares in the right direction and treats missing data as bad where it is": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => {
      if (inputs.thresholdMetricId) return [];
      const low = ofAws(inputs).length === 1 && ofAws(inputs).every((one) => known(one)?.bad === "low");
      return [
        ...differ(
          `${name}'s direction`,
          inputs.comparisonOperator.startsWith("Less") ? "low" : "high",
          low ? "low" : "high",
        ),
        ...differ(
          `${name} treats missing data as`,
          inputs.treatMissingData,
          low
            ? "breaching"
            : inputs.treatMissingData === "breaching"
              ? "notBreaching"
              : inputs.treatMissingData,
        ),
      ];
    }),

  "AWS accepts the periods and expressions of each alarm": (stack) =>
    alarms(stack).flatMap(({ name, inputs }) => {
      const { metricQueries = [], evaluationPeriods, datapointsToAlarm, statistic } = inputs;
      const metrics = metricQueries.filter(({ metric }) => metric);
      const period = inputs.period ?? metrics[0]?.metric?.period ?? 0;
      const longest = period < 3600 ? 86_400 : 604_800;
      const returned = metricQueries.filter(({ returnData }) => returnData).length;
      const unknown = metricQueries
        .flatMap(({ expression = "" }) => expression.match(/\b[a-z]\w*\b/g) ?? [])
        .filter((word) => !metricQueries.some(({ id }) => id === word));
      return [
        ...(period > 0 && period * evaluationPeriods <= longest ? [] : [`${name} evaluates too long a time`]),
        ...((datapointsToAlarm ?? 1) <= evaluationPeriods
          ? []
          : [`${name} needs more datapoints than it evaluates`]),
        ...(statistic?.startsWith("p") ? [`${name} has a percentile for a statistic`] : []),
        ...(metrics.length <= 10 ? [] : [`${name} reads ${metrics.length} metrics`]),
        ...(metricQueries.length > 0
          ? differ(`${name}'s returned queries`, returned, inputs.thresholdMetricId ? 2 : 1)
          : []),
        ...unknown.map((word) => `${name} uses the unknown query ${word}`),
      ];
    }),

  "each queue has an alarm on its oldest message, and each dead-letter queue one on its first message": (
    stack,
  ) =>
    stack.of<{ name: string }>(types.queue).flatMap(({ name, inputs }) => {
      if (!/DeadLetters(Queue)?$/.test(name))
        return watches(stack, "ApproximateAgeOfOldestMessage", "QueueName", inputs.name).length > 0
          ? []
          : [`${name} has no alarm`];
      const first = watches(stack, "ApproximateNumberOfMessagesVisible", "QueueName", inputs.name);
      return [
        ...(first.length > 0 ? [] : [`${name} has no alarm`]),
        ...first.flatMap((one) => differ(`${one.name}'s threshold`, one.inputs.threshold, 0)),
      ];
    }),

  "each scheduled job has an alarm on failures and one on missing invocations": (stack) =>
    schedules.flatMap(({ name, everySeconds }) => {
      const { inputs } = stack.one<{ name: string }>(types.lambda, `${name}JobFunction`);
      const fails = watches(stack, "Errors", "FunctionName", inputs.name);
      const silent = watches(stack, "Invocations", "FunctionName", inputs.name).filter(
        (one) => one.inputs.comparisonOperator === "LessThanThreshold",
      );
      const waitsLongEnough = ({ evaluationPeriods, period = 0 }: Alarm) =>
        evaluationPeriods * period > everySeconds;
      return [
        ...(fails.length > 0 ? [] : [`${name} has no alarm on failures`]),
        ...(silent.length > 0 ? [] : [`${name} has no alarm on missing invocations`]),
        ...silent.flatMap((one) => (waitsLongEnough(one.inputs) ? [] : [`${one.name} fires too early`])),
        // A share of failed calls is meaningless for a daily job.
        ...(everySeconds < 3600
          ? []
          : fails.flatMap((one) => differ(`${one.name}'s threshold`, one.inputs.threshold, 0))),
      ];
    }),

  "error responses are counted at CloudFront and API Gateway, not at the functions": (stack) =>
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
