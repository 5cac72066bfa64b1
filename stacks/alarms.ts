import { stage } from "./stage";

/**
 * Where alarms go. Not encrypted with AWS's own key, which CloudWatch may not use: then no alarm would arrive.
 * A stage without an operator has the topic, for whoever wants to listen.
 */
export const alarmTopic = new aws.sns.Topic("Alarms");

if (stage.alarmsTo)
  new aws.sns.TopicSubscription("AlarmsMail", {
    topic: alarmTopic.arn,
    protocol: "email",
    endpoint: stage.alarmsTo,
  });

export type Alarm = Omit<
  aws.cloudwatch.MetricAlarmArgs,
  "alarmActions" | "okActions" | "evaluationPeriods"
> & {
  /** What is wrong, and what to do, for who is woken by it. */
  alarmDescription: string;
  evaluationPeriods?: number;
};

/** An alarm that somebody hears, also when it is over. Silence of a metric is no alarm unless said otherwise. */
export const alarm = (name: string, args: Alarm) =>
  new aws.cloudwatch.MetricAlarm(name, {
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    ...args,
    alarmActions: [alarmTopic.arn],
    okActions: [alarmTopic.arn],
  });

type Dimensions = Record<string, $util.Input<string>>;

/** An alarm when one of a hundred takes too long, for a quarter of an hour. */
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

/** Whose calls and failures are counted, and over how many seconds. */
type Calls = {
  namespace: string;
  calls: string;
  failures: string;
  /** Some services count failures, others tell their share. */
  isShare?: boolean;
  dimensions: Dimensions;
  period?: number;
};

/** Failures as a share of the calls: one error of two calls at night wakes nobody, one of a hundred in a sale does. */
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
    // What is counted over an hour has waited long enough.
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

/** An alarm when any of it happens: a sum over what AWS counts apart, rule by rule or index by index. */
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

/** An alarm when a function has not been called at all: who does not run cannot fail. */
export function silent(
  name: string,
  functionName: $util.Input<string>,
  hours: number,
  alarmDescription: string,
) {
  // Beyond an hour in whole hours, so that a call that comes a second late one day is no silence.
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
