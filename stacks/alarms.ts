import { stage } from "./stage";

/**
 * Topic of all alarms. Not encrypted with AWS's own key, because CloudWatch may not use it and no alarm would arrive.
 * A stage without an operator has the topic without a subscriber.
 */
export const alarmTopic = new aws.sns.Topic("Alarms");

if (stage.alarmsTo)
  new aws.sns.TopicSubscription("AlarmsEmail", {
    topic: alarmTopic.arn,
    protocol: "email",
    endpoint: stage.alarmsTo,
  });

export type Alarm = Omit<
  aws.cloudwatch.MetricAlarmArgs,
  "alarmActions" | "okActions" | "evaluationPeriods"
> & {
  /** Problem and remedy, for the operator. */
  alarmDescription: string;
  evaluationPeriods?: number;
};

/** Creates an alarm that notifies the topic when it starts and ends. Missing data is no alarm by default. */
export const alarm = (name: string, args: Alarm) =>
  new aws.cloudwatch.MetricAlarm(name, {
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    ...args,
    alarmActions: [alarmTopic.arn],
    okActions: [alarmTopic.arn],
  });

type Dimensions = Record<string, $util.Input<string>>;

/** Creates an alarm on p99 latency over a quarter of an hour. */
export function slow(
  name: string,
  namespace: string,
  metricName: string,
  dimensions: Dimensions,
  threshold: number,
  alarmDescription: string,
) {
  alarm(name, {
    alarmDescription,
    namespace,
    metricName,
    dimensions,
    extendedStatistic: "p99",
    period: 300,
    evaluationPeriods: 3,
    threshold,
    comparisonOperator: "GreaterThanThreshold",
    evaluateLowSampleCountPercentiles: "ignore",
  });
}

/** Metrics of calls and failures; `period` is in seconds. */
type Calls = {
  namespace: string;
  calls: string;
  failures: string;
  /** True where the service reports failures as a share, in percent, instead of a count. */
  isShare?: boolean;
  dimensions: Dimensions;
  period?: number;
};

/**
 * Creates an alarm on failures as a share of the calls: one error of two calls at night is no alarm, one of a hundred in
 * a sale is.
 */
export function failing(
  name: string,
  { namespace, calls, failures, isShare = false, dimensions, period = 300 }: Calls,
  alarmDescription: string,
) {
  const count = (id: string, metricName: string, stat = "Sum") => ({
    id,
    metric: { namespace, metricName, dimensions, stat, period },
  });
  alarm(name, {
    alarmDescription,
    comparisonOperator: "GreaterThanThreshold",
    // A period of an hour needs no second datapoint.
    ...(period < 3600 && { evaluationPeriods: 3, datapointsToAlarm: 2 }),
    threshold: 1,
    metricQueries: [
      count("failures", failures, isShare ? "Average" : "Sum"),
      count("calls", calls),
      {
        id: "share",
        expression: isShare
          ? "IF(failures * calls > 200, failures, 0)"
          : "IF(failures > 2, 100 * failures / calls, 0)",
        label: "Failures, %",
        returnData: true,
      },
    ],
  });
}

/** Creates an alarm on the sum of metrics that AWS counts separately, such as per rule or per index. */
export function any(
  name: string,
  metrics: { namespace: string; metricName: string; dimensions?: Dimensions }[],
  threshold: number,
  alarmDescription: string,
) {
  alarm(name, {
    alarmDescription,
    comparisonOperator: "GreaterThanThreshold",
    threshold,
    metricQueries: [
      ...metrics.map((metric, i) => ({ id: `m${i}`, metric: { ...metric, stat: "Sum", period: 300 } })),
      { id: "all", expression: "SUM(METRICS())", label: "All", returnData: true },
    ],
  });
}

/** Creates an alarm when a function has not been invoked for some hours: then it cannot fail either. */
export function silent(
  name: string,
  functionName: $util.Input<string>,
  hours: number,
  alarmDescription: string,
) {
  // Whole hours from one hour on, so that a call that is a second late is not missing.
  const period = hours < 1 ? 300 : 3600;
  alarm(name, {
    alarmDescription,
    namespace: "AWS/Lambda",
    metricName: "Invocations",
    dimensions: { FunctionName: functionName },
    statistic: "Sum",
    period,
    evaluationPeriods: (hours * 3600) / period,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
  });
}
