import { SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { z } from "zod";
import { DomainError } from "#platform/error";
import { queues, reporting } from "#platform/topology";

const known = [...queues, ...reporting.queues];

export type QueueName = (typeof known)[number]["name"];

export const queueNames = known.map(({ name }) => name);

/** Tells whether the dead-letter queue of a queue is linked: the queues of a switch that is off are not. */
export const isLinked = (queue: QueueName) => deadLettersOf(queue) in Resource;

export const deadLettersOf = (queue: QueueName) => `${queue}DeadLetters`;

/** Takes its endpoint from the configuration: the URL only names the queue. */
export const client = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Returns the URL of a queue. Throws `dead_letters.gone` when it is not linked. */
export function urlOf(name: string): string {
  if (!(name in Resource))
    throw new DomainError("not_found", "dead_letters.gone", "This shop has no such queue.");
  return Link.parse(Reflect.get(Resource, name)).url;
}

const Link = z.object({ url: z.string() });
