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

/** Errors as a share of the calls: one error of two calls at night wakes nobody, one of a hundred in a sale does. */
export function failing(name: string, dimensions: Dimensions, alarmDescription: string) {
  const count = (id: string, metricName: string) => ({
    id,
    metric: { namespace: "AWS/Lambda", metricName, dimensions, stat: "Sum", period: 300 },
  });
  alarm(name, {
    alarmDescription,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    threshold: 1,
    metricQueries: [
      count("errors", "Errors"),
      count("calls", "Invocations"),
      {
        id: "share",
        expression: "IF(calls > 4, 100 * errors / calls, 0)",
        label: "Errors, %",
        returnData: true,
      },
    ],
  });
}
