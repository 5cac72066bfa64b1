import { stage } from "./stage";

/** Where alarms go. A stage without an operator has the topic, for whoever wants to listen. */
export const alarmTopic = new aws.sns.Topic("Alarms", { kmsMasterKeyId: "alias/aws/sns" });

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
