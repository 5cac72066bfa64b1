import { SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { DomainError } from "#platform/error";
import { queues, reporting } from "#platform/topology";

const known = [...queues, ...reporting.queues];

export type QueueName = (typeof known)[number]["name"];

export const queueNames = known.map(({ name }) => name) as [QueueName, ...QueueName[]];

/** What is linked: the queue of a switch that is off is not. */
const linked = Resource as unknown as Partial<Record<string, { url: string }>>;

export const isThere = (queue: QueueName) => deadLettersOf(queue) in linked;

export const deadLettersOf = (queue: QueueName) => `${queue}DeadLetters`;

/** The queue's URL says which queue; where the service answers comes from the client's own configuration. */
export const client = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Returns the address of a linked queue. Throws `dead_letters.gone` when there is none. */
export function urlOf(name: string): string {
  const queue = name in linked ? linked[name] : undefined;
  if (!queue) throw new DomainError("not_found", "dead_letters.gone", "There is no such queue here.");
  return queue.url;
}
