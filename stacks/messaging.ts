import { eventSource } from "@securecart/core/topology";
import { type QueueName, queues, rules } from "./topology";

/** An EventBridge rule's name of at most 64 characters, the same after each deployment. */
const ruleName = (name: string) => `${$app.name}-${$app.stage}-${name}`;

/** What happened in the shop. Kept for a month, so that a consumer that was wrong can be told all of it again. */
export const bus = new sst.aws.Bus("Bus");

new aws.cloudwatch.EventArchive("BusArchive", {
  eventSourceArn: bus.arn,
  eventPattern: JSON.stringify({ source: [eventSource] }),
  retentionDays: 30,
});

/** What a queue and its dead letters are made of; AWS encrypts both with keys of its own. */
const encrypted = (args: aws.sqs.QueueArgs) => {
  args.sqsManagedSseEnabled = true;
  return undefined;
};

/** Where what `name` could not handle ends. */
function keepDeadLetters(name: string) {
  return new sst.aws.Queue(`${name}DeadLetters`, {
    transform: {
      queue: (args) => {
        encrypted(args);
        args.messageRetentionSeconds = 14 * 24 * 3600; // the longest there is: somebody may be on holiday
      },
    },
  });
}

const made = queues.map(({ name, visibilitySeconds, maxReceiveCount }) => {
  const deadLetters = keepDeadLetters(name);
  const queue = new sst.aws.Queue(name, {
    visibilityTimeout: `${visibilitySeconds} seconds`,
    dlq: { queue: deadLetters.arn, retry: maxReceiveCount },
    transform: { queue: encrypted },
  });
  return { name, queue, deadLetters };
});

export const queueOf = (name: QueueName) => find(name).queue;
export const deadLettersOf = (name: QueueName) => find(name).deadLetters;
export const allQueues = made;

function find(name: QueueName) {
  const found = made.find((one) => one.name === name);
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
    // An event that finds its queue away for a day is sent again by the sweeper.
    retryPolicy: { maximumEventAgeInSeconds: 24 * 3600, maximumRetryAttempts: 185 },
  });
  return { queue, rule };
});

export const ruleNames = rules.map(({ name }) => ruleName(name));

/** What a reader of the table's stream leaves behind is told of here: where in the stream it was. */
export function leftBehindBy(name: string) {
  const deadLetters = keepDeadLetters(name);
  admit(`${name}DeadLetters`, deadLetters, []);
  return deadLetters;
}

for (const { name, queue, deadLetters } of made) {
  admit(
    name,
    queue,
    routed.flatMap((one) => (one.queue === name ? [one.rule.arn] : [])),
  );
  admit(`${name}DeadLetters`, deadLetters, []);
}

/** Who may put messages into a queue besides our own functions: its rules, by their ARNs, and nobody in plain text. */
export function admit(
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
