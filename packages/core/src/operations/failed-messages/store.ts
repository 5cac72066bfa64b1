import { DeleteMessageCommand, type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { FailedMessageEntity } from "./failed-message.entity";
import { client, deadLettersOf, isLinked, type QueueName, queueNames, urlOf } from "./queues";

/** Messages per receive request: the most that SQS returns. */
const batch = 10;

/** Time for which a received message is invisible to other processes, in seconds. */
const visibilitySeconds = 30;

/** Time limit, in milliseconds: a page waits for this. */
const patienceMs = 4_000;

/**
 * Moves the messages of all dead-letter queues into the table, where they outlive the 14 days of the queues. A message
 * is deleted from its queue once its row is written. An event that fails again keeps its row, which is open again unless
 * staff discarded it. Returns false when time ran out before every queue was empty.
 */
export async function store(): Promise<boolean> {
  const until = Date.now() + patienceMs;
  const done = await Promise.all(queueNames.filter(isLinked).map((queue) => storeAll(queue, until)));
  return done.every(Boolean);
}

async function storeAll(queue: QueueName, until: number) {
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
  const creation = FailedMessageEntity.create({
    failedId,
    queue,
    body: Body,
    ...(trace && { trace }),
    received,
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? Clock.now())).toISOString(),
    keptAt: Clock.iso(),
    state: "open",
  });
  if (!(await Dynamo.written(creation.go()))) return reopen(failedId);
  Log.warn("failed_messages.stored", { queue, failedId });
}

/** Opens a resent message that failed again. */
async function reopen(failedId: string) {
  const { data: row } = await FailedMessageEntity.get({ failedId }).go({ consistent: true });
  if (row?.state !== "resent") return;
  const open = FailedMessageEntity.patch({ failedId })
    .set({ state: "open" })
    .remove(["ttl", "claimedUntil"])
    .composite({ sentAt: row.sentAt })
    .where((at, { eq }) => eq(at.state, "resent"));
  await Dynamo.written(open.go());
}

/** Returns the event that a message is about, or null. The sweeper sends an event again as another message. */
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
    return null;
  }
}
