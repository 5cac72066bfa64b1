import { DeleteMessageCommand, type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { FailedMessageEntity } from "./failed-message.entity";
import { client, deadLettersOf, isThere, type QueueName, queueNames, urlOf } from "./queues";

/** A queue gives ten messages at a time. */
const batch = 10;

/** A message that was received and not kept, because its keeper died, comes back after so many seconds. */
const visibilitySeconds = 30;

/** Whoever waits for a page waits no longer for this, in milliseconds. */
const patienceMs = 4_000;

/**
 * Moves the messages of all dead-letter queues into the table, where they can be looked at as often as staff like and
 * are kept beyond the queue's 14 days. A message leaves its queue once its row is written. An event that fails again
 * is still one row, open again unless staff discarded it. False when time ran out before every queue was empty.
 */
export async function keep(): Promise<boolean> {
  const until = Date.now() + patienceMs;
  const done = await Promise.all(queueNames.filter(isThere).map((queue) => keepAll(queue, until)));
  return done.every(Boolean);
}

async function keepAll(queue: QueueName, until: number) {
  const QueueUrl = urlOf(deadLettersOf(queue));
  while (Date.now() < until) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: batch,
        VisibilityTimeout: visibilitySeconds,
        MessageSystemAttributeNames: ["SentTimestamp", "ApproximateReceiveCount"],
        MessageAttributeNames: ["trace"],
      }),
    );
    if (Messages.length === 0) return true;
    await Promise.all(
      Messages.map(async (message) => {
        await write(queue, message);
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      }),
    );
  }
  return false;
}

async function write(
  queue: QueueName,
  { MessageId = "", Body = "", Attributes, MessageAttributes }: Message,
) {
  const failedId = Id.derived("failed", queue, eventIn(Body) ?? MessageId);
  const received = Number(Attributes?.ApproximateReceiveCount ?? 0);
  const trace = MessageAttributes?.trace?.StringValue;
  try {
    await FailedMessageEntity.create({
      failedId,
      queue,
      body: Body,
      ...(trace && { trace }),
      received,
      sentAt: new Date(Number(Attributes?.SentTimestamp ?? Clock.now())).toISOString(),
      keptAt: Clock.iso(),
      state: "open",
    }).go();
    Log.warn("dead_letters.kept", { queue, failedId });
  } catch (error) {
    if (!Dynamo.isConditionFailure(error)) throw error;
    await reopen(failedId);
  }
}

/** Opens a message again that was sent again and failed once more. */
async function reopen(failedId: string) {
  const { data: row } = await FailedMessageEntity.get({ failedId }).go({ consistent: true });
  if (row?.state !== "resent") return;
  await FailedMessageEntity.patch({ failedId })
    .set({ state: "open" })
    .remove(["ttl", "claimedUntil"])
    .composite({ sentAt: row.sentAt })
    .where((at, { eq }) => eq(at.state, "resent"))
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
    });
}

/** Returns the event that a message is about: the sweeper sends it again, as another message. */
function eventIn(body: string): string | null {
  const found = About.safeParse(parsed(body)).data;
  return found?.detail?.eventId ?? found?.eventId ?? null;
}

const EventId = z.string().min(1).optional();
const About = z.object({ eventId: EventId, detail: z.object({ eventId: EventId }).optional() });

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // what is no JSON names no event
  }
}
