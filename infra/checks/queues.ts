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

/** Every queue that has a consumer, those that SST makes for itself too, with its function and feed. */
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
  "a message stays out of sight six times as long as its consumer may take": (stack) =>
    fedQueues(stack).flatMap(({ queue, consumer }) => {
      if (!consumer) return [`${queue.name} has no consumer`];
      const least = 6 * consumer.inputs.timeout;
      const found = queue.inputs.visibilityTimeoutSeconds;
      return found >= least
        ? []
        : [`${queue.name} hides a message for ${found} s, its consumer needs ${least} s`];
    }),

  "after five tries a message is a dead letter, kept for two weeks": (stack) => {
    const deadLetters = stack.of<Queue>(types.queue).filter(({ name }) => isDeadLetters(name));
    return fedQueues(stack).flatMap(({ queue }) => {
      if (!queue.inputs.redrivePolicy) return [`${queue.name} has no dead letters`];
      const { deadLetterTargetArn, maxReceiveCount } = parse<{
        deadLetterTargetArn: string;
        maxReceiveCount: number;
      }>(queue.inputs.redrivePolicy);
      const target = deadLetters.find(({ inputs }) => inputs.name === arnEnd(deadLetterTargetArn));
      return [
        ...differ(`${queue.name}'s tries`, maxReceiveCount, 5),
        ...differ(
          `${queue.name}'s dead letters are kept`,
          target?.inputs.messageRetentionSeconds,
          14 * 86_400,
        ),
      ];
    });
  },

  "what failed of a batch comes back alone": (stack) =>
    fedQueues(stack).flatMap(({ queue, feed }) =>
      differ(`${queue.name} reports`, feed?.inputs.functionResponseTypes, ["ReportBatchItemFailures"]),
    ),

  "a row that cannot be relayed is found, left behind within hours, and told of": (stack) =>
    streamConsumers.flatMap(({ name }) => {
      const { inputs } = stack.one<Feed>(types.feed, `${name}Feed`);
      const target = inputs.destinationConfig?.onFailure?.destinationArn ?? "";
      const age = inputs.maximumRecordAgeInSeconds ?? Number.POSITIVE_INFINITY;
      const tells = stack.statements.some(
        ({ role, actions, resources }) =>
          role === `${name}Role` && actions.includes("sqs:SendMessage") && resources.includes(target),
      );
      return [
        ...differ(`${name} halves`, inputs.bisectBatchOnFunctionError, true),
        ...(age > 0 && age <= 6 * 3600 ? [] : [`${name} holds up its neighbors for ${age} s`]),
        ...(/DeadLettersQueue-/.test(target) ? [] : [`${name} leaves behind without a word`]),
        ...(tells ? [] : [`${name} may not tell what it left behind`]),
        // What was written before the first deployment was through is relayed too.
        ...differ(`${name} begins`, inputs.startingPosition, "TRIM_HORIZON"),
        ...differ(
          `${name} is woken for`,
          inputs.filterCriteria?.filters.map(({ pattern }) => JSON.parse(pattern)),
          [{ dynamodb: { NewImage: { __edb_e__: { S: ["event", "stock"] } } } }],
        ),
      ];
    }),

  "every message is encrypted where it lies": (stack) =>
    stack
      .of<Queue>(types.queue)
      .flatMap(({ name, inputs }) => differ(`${name} is encrypted`, inputs.sqsManagedSseEnabled, true)),

  "nobody speaks to a queue in plain text, be it ours, of dead letters or of SST's": (stack) => {
    const policies = stack.of<{ queueUrl: string; policy: string }>(types.queuePolicy);
    return stack.of<Queue>(types.queue).flatMap(({ name, inputs }) => {
      const own = policies.find((one) => one.inputs.queueUrl.endsWith(`/${inputs.name}`));
      const denied =
        own &&
        parse<Policy>(own.inputs.policy).Statement.some(
          ({ Effect, Condition }) =>
            Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false",
        );
      return denied ? [] : [`${name} takes plain text`];
    });
  },

  "only its own rules may put events into a queue": (stack) =>
    queuesIn(stack).flatMap(({ name }) => {
      const { inputs } = stack.one<{ policy: string }>(types.queuePolicy, `${name}Policy`);
      const { Statement } = parse<Policy>(inputs.policy);
      const sources = Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Condition }) =>
        list(Condition?.ArnEquals?.["aws:SourceArn"] ?? "anybody"),
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
