import { z } from "zod";
import type { Cloud } from "../cloud";
import { HttpError } from "../http";
import { deadLettersOf } from "../topology";

const Message = z.object({
  messageId: z.string(),
  body: z.string(),
  approximateReceiveCount: z.number(),
  sentTimestamp: z.number(),
});
const Inspected = z.object({
  messages: z.object({
    ready: z.array(Message),
    delayed: z.array(Message),
    inflight: z.array(z.object({ message: Message })),
  }),
});

export type FailedMessage = { queue: string; id: string; body: string; received: number; sentAt: string };

/** Returns the messages in the dead-letter queues without removing them. */
export async function failedMessages({ env, topology }: Cloud): Promise<FailedMessage[]> {
  const found = await Promise.all(
    topology.queues.map(({ name }) => look(env.AWS_ENDPOINT_URL_SQS ?? "", name)),
  );
  return found.flat();
}

async function look(endpoint: string, queue: string): Promise<FailedMessage[]> {
  const response = await fetch(`${endpoint}/_fauxqs/queues/${deadLettersOf(queue)}`).catch(() => undefined);
  if (!response?.ok) throw new HttpError(502, "The queue engine does not support inspecting its queues.");
  const { messages } = Inspected.parse(await response.json());
  const all = [...messages.ready, ...messages.delayed, ...messages.inflight.map(({ message }) => message)];
  return all.map(({ messageId, body, approximateReceiveCount, sentTimestamp }) => ({
    queue,
    id: messageId,
    body,
    received: approximateReceiveCount,
    sentAt: new Date(sentTimestamp).toISOString(),
  }));
}
