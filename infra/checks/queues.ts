import { streamConsumers } from "@securecart/core/topology";
import { type Check, differ, list, type Policy, parse, type Stack, types } from "./stack";
import { queuesIn, rulesIn } from "./topology";

type Queue = {
  name: string;
  visibilityTimeoutSeconds: number;
  redrivePolicy?: string;
  messageRetentionSeconds?: number;
  sqsManagedSseEnabled?: boolean;
};
type Feed = {
  eventSourceArn: string;
  functionName: string;
  batchSize: number;
  functionResponseTypes?: string[];
  bisectBatchOnFunctionError?: boolean;
  maximumRecordAgeInSeconds?: number;
  startingPosition?: string;
  destinationConfig?: { onFailure?: { destinationArn: string } };
  filterCriteria?: { filters: { pattern: string }[] };
};

const isDeadLetters = (name: string) => /DeadLetters(Queue)?$/.test(name);
const arnEnd = (arn: string) => arn.split(":").at(-1) ?? "";

/** Returns every queue, SST's own included, with its consumer and event source mapping. */
function fedQueues(stack: Stack) {
  const queues = stack.of<Queue>(types.queue).filter(({ name }) => !isDeadLetters(name));
  return queues.map((queue) => {
    const feed = stack
      .of<Feed>(types.feed)
      .find(({ inputs }) => arnEnd(inputs.eventSourceArn) === queue.inputs.name);
    const consumer = stack
      .of<{ name: string; timeout: number }>(types.lambda)
      .find(({ inputs }) => feed && arnEnd(feed.inputs.functionName) === inputs.name);
    return { queue, feed, consumer };
  });
}

export const queueChecks = {
  "the visibility timeout is at least six times the consumer's timeout": (stack) =>
    fedQueues(stack).flatMap(({ queue, consumer }) => {
      if (!consumer) return [`${queue.name} has no consumer`];
      const least = 6 * consumer.inputs.timeout;
      const found = queue.inputs.visibilityTimeoutSeconds;
      return found >= least
        ? []
        : [`${queue.name}'s visibility timeout is ${found} s, its consumer needs ${least} s`];
    }),

  "after five deliveries a message moves to the dead-letter queue, kept for two weeks": (stack) => {
    const deadLetters = stack.of<Queue>(types.queue).filter(({ name }) => isDeadLetters(name));
    return fedQueues(stack).flatMap(({ queue }) => {
      if (!queue.inputs.redrivePolicy) return [`${queue.name} has no dead-letter queue`];
      const { deadLetterTargetArn, maxReceiveCount } = parse<{
        deadLetterTargetArn: string;
        maxReceiveCount: number;
      }>(queue.inputs.redrivePolicy);
      const target = deadLetters.find(({ inputs }) => inputs.name === arnEnd(deadLetterTargetArn));
      return [
        ...differ(`${queue.name}'s deliveries`, maxReceiveCount, 5),
        ...differ(
          `${queue.name}'s dead-letter retention`,
          target?.inputs.messageRetentionSeconds,
          14 * 86_400,
        ),
      ];
    });
  },

  "a failed message of a batch is redelivered alone": (stack) =>
    fedQueues(stack).flatMap(({ queue, feed }) =>
      differ(`${queue.name} reports`, feed?.inputs.functionResponseTypes, ["ReportBatchItemFailures"]),
    ),

  "a row that cannot be relayed is isolated, skipped within hours and reported": (stack) =>
    streamConsumers.flatMap(({ name }) => {
      const { inputs } = stack.one<Feed>(types.feed, `${name}Feed`);
      const target = inputs.destinationConfig?.onFailure?.destinationArn ?? "";
      const age = inputs.maximumRecordAgeInSeconds ?? Number.POSITIVE_INFINITY;
      const reports = stack.statements.some(
        ({ role, actions, resources }) =>
          role === `${name}Role` && actions.includes("sqs:SendMessage") && resources.includes(target),
      );
      return [
        ...differ(`${name} bisects`, inputs.bisectBatchOnFunctionError, true),
        ...(age > 0 && age <= 6 * 3600 ? [] : [`${name} blocks other rows for ${age} s`]),
        ...(/DeadLettersQueue-/.test(target) ? [] : [`${name} does not report skipped rows`]),
        ...(reports ? [] : [`${name} may not report skipped rows`]),
        // Rows written before the first deployment ended are relayed too.
        ...differ(`${name} starts at`, inputs.startingPosition, "TRIM_HORIZON"),
        ...differ(
          `${name}'s filter`,
          inputs.filterCriteria?.filters.map(({ pattern }) => JSON.parse(pattern)),
          [{ dynamodb: { NewImage: { __edb_e__: { S: ["event", "stock"] } } } }],
        ),
      ];
    }),

  "every queue is encrypted": (stack) =>
    stack
      .of<Queue>(types.queue)
      .flatMap(({ name, inputs }) => differ(`${name} is encrypted`, inputs.sqsManagedSseEnabled, true)),

  "every queue rejects plain HTTP, dead-letter queues and SST's included": (stack) => {
    const policies = stack.of<{ queueUrl: string; policy: string }>(types.queuePolicy);
    return stack.of<Queue>(types.queue).flatMap(({ name, inputs }) => {
      const own = policies.find((one) => one.inputs.queueUrl.endsWith(`/${inputs.name}`));
      const denied =
        own &&
        parse<Policy>(own.inputs.policy).Statement.some(
          ({ Effect, Condition }) =>
            Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false",
        );
      return denied ? [] : [`${name} accepts plain HTTP`];
    });
  },

  "only a queue's own rules may send events to it": (stack) =>
    queuesIn(stack).flatMap(({ name }) => {
      const { inputs } = stack.one<{ policy: string }>(types.queuePolicy, `${name}Policy`);
      const { Statement } = parse<Policy>(inputs.policy);
      const sources = Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Condition }) =>
        list(Condition?.ArnEquals?.["aws:SourceArn"] ?? "any source"),
      );
      const rules = rulesIn(stack).filter(({ queue }) => queue === name);
      return [
        ...differ(`${name}'s sources`, sources.length, rules.length),
        ...rules.flatMap((rule) =>
          sources.some((arn) => arn.endsWith(rule.name)) ? [] : [`${rule.name} may not write to ${name}`],
        ),
      ];
    }),
} satisfies Record<string, Check>;
