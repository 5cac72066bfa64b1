import { eventSource } from "@securecart/core/topology";
import { type QueueName, queues, rules } from "./topology";

/** Returns the name of an EventBridge rule, at most 64 characters, stable across deployments. */
const ruleName = (name: string) => `${$app.name}-${$app.stage}-${name}`;

/** Bus of the shop's events. Its archive keeps them for a month, to replay them to a consumer that had a bug. */
export const bus = new sst.aws.Bus("Bus");

new aws.cloudwatch.EventArchive("BusArchive", {
  eventSourceArn: bus.arn,
  eventPattern: JSON.stringify({ source: [eventSource] }),
  retentionDays: 30,
});

/** Encrypts a queue with a key of SQS. */
const encrypted = (args: aws.sqs.QueueArgs) => {
  args.sqsManagedSseEnabled = true;
  return undefined;
};

/** Creates the dead-letter queue of a queue or stream consumer. */
function createDeadLetterQueue(name: string) {
  return new sst.aws.Queue(`${name}DeadLetters`, {
    transform: {
      queue: (args) => {
        encrypted(args);
        args.messageRetentionSeconds = 14 * 24 * 3600; // the maximum, so that a holiday loses no message
      },
    },
  });
}

export const allQueues = queues.map(({ name, visibilitySeconds, maxReceiveCount }) => {
  const deadLetters = createDeadLetterQueue(name);
  const queue = new sst.aws.Queue(name, {
    visibilityTimeout: `${visibilitySeconds} seconds`,
    dlq: { queue: deadLetters.arn, retry: maxReceiveCount },
    transform: { queue: encrypted },
  });
  return { name, queue, deadLetters };
});

export const queueOf = (name: QueueName) => find(name).queue;
export const deadLettersOf = (name: QueueName) => find(name).deadLetters;

function find(name: QueueName) {
  const found = allQueues.find((one) => one.name === name);
  if (!found) throw new Error(`The topology has no queue ${name}.`);
  return found;
}

const routed = rules.map(({ name, pattern, queue }) => {
  const rule = new aws.cloudwatch.EventRule(name, {
    name: ruleName(name),
    eventBusName: bus.name,
    eventPattern: JSON.stringify(pattern),
  });
  new aws.cloudwatch.EventTarget(`${name}Target`, {
    rule: rule.name,
    eventBusName: bus.name,
    arn: queueOf(queue).arn,
    // After a day without delivery the sweeper sends an event again.
    retryPolicy: { maximumEventAgeInSeconds: 24 * 3600, maximumRetryAttempts: 185 },
  });
  return { queue, rule };
});

export const ruleNames = rules.map(({ name }) => ruleName(name));

/** Creates the queue that gets the stream position of rows that a stream consumer skipped. */
export function createFailureQueue(name: string) {
  const deadLetters = createDeadLetterQueue(name);
  setPolicy(`${name}DeadLetters`, deadLetters, []);
  return deadLetters;
}

for (const { name, queue, deadLetters } of allQueues) {
  setPolicy(
    name,
    queue,
    routed.flatMap((one) => (one.queue === name ? [one.rule.arn] : [])),
  );
  setPolicy(`${name}DeadLetters`, deadLetters, []);
}

/** Sets a queue's policy: its rules, by ARN, may send messages to it, and plain HTTP is denied. */
export function setPolicy(
  name: string,
  { arn, url }: { arn: $util.Output<string>; url: $util.Output<string> },
  ruleArns: $util.Output<string>[],
) {
  const plainText = {
    effect: "Deny",
    principals: [{ type: "*", identifiers: ["*"] }],
    actions: ["sqs:SendMessage", "sqs:ReceiveMessage"],
    resources: [arn],
    conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
  };
  const events = {
    principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
    actions: ["sqs:SendMessage"],
    resources: [arn],
    conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: ruleArns }],
  };
  new aws.sqs.QueuePolicy(`${name}Policy`, {
    queueUrl: url,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: ruleArns.length > 0 ? [plainText, events] : [plainText],
    }).json,
  });
}
