import { SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { DomainError } from "#platform/error";
import { queues, reporting } from "#platform/topology";

const known = [...queues, ...reporting.queues];

export type QueueName = (typeof known)[number]["name"];

export const queueNames = known.map(({ name }) => name) as [QueueName, ...QueueName[]];

/** Linked queues. Those of a switch that is off are missing. */
const linked = Resource as unknown as Partial<Record<string, { url: string }>>;

export const isLinked = (queue: QueueName) => deadLettersOf(queue) in linked;

export const deadLettersOf = (queue: QueueName) => `${queue}DeadLetters`;

/** Takes its endpoint from the configuration: the URL only names the queue. */
export const client = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Returns the URL of a queue. Throws `dead_letters.gone` when it is not linked. */
export function urlOf(name: string): string {
  const queue = name in linked ? linked[name] : undefined;
  if (!queue) throw new DomainError("not_found", "dead_letters.gone", "This shop has no such queue.");
  return queue.url;
}
