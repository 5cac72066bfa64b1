import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { DomainError } from "../error";
import { queues, reporting } from "../topology";

export * as DeadLetters from "./index";

/** What no handler could handle, after as many tries as its queue allows. */
export type DeadLetter = { queue: QueueName; id: string; body: string; received: number; sentAt: string };

const known = [...queues, ...reporting.queues];

export type QueueName = (typeof known)[number]["name"];
export type LetterRef = { queue: QueueName; id: string };

export const queueNames = known.map(({ name }) => name) as [QueueName, ...QueueName[]];

/** What is linked: the queue of a switch that is off is not. */
const linked = Resource as unknown as Partial<Record<string, { url: string }>>;
const isThere = (queue: QueueName) => queue in linked;

/** The queue's URL says which queue; where the service answers comes from the client's own configuration. */
const client = new SQSClient({ useQueueUrlAsEndpoint: false });

/** A queue gives ten messages at a time; so many are shown of each. */
const batch = 10;
const mostShown = 50;

/** A letter is out of sight while it is looked at, in seconds; whoever acts on it needs a moment longer. */
const lookSeconds = 2;
const actSeconds = 30;

/** A letter that somebody else looks at comes back into sight: it is looked for so often, a moment apart. */
const looks = 4;
const betweenLooksMs = 1_000;

/** The dead letters of every queue, oldest first. Looking counts as receiving, and changes nothing else. */
export async function list(): Promise<DeadLetter[]> {
  const found = await Promise.all(
    queueNames.filter(isThere).map(async (queue) => {
      const messages = await receive(queue, lookSeconds, () => false);
      return messages.slice(0, mostShown).map((message) => letterOf(queue, message));
    }),
  );
  return found.flat().sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
}

/** Puts a letter back into its queue, where its handler gets it anew. Throws `dead_letters.gone`. */
export async function resend({ queue, id }: LetterRef) {
  const message = await find({ queue, id });
  await client.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: message.Body ?? "" }));
  await remove(queue, message);
}

/** Throws a letter away. Throws `dead_letters.gone` when it is no longer there. */
export async function discard({ queue, id }: LetterRef) {
  await remove(queue, await find({ queue, id }));
}

async function find({ queue, id }: LetterRef) {
  for (let look = 1; look <= looks; look++) {
    const messages = await receive(queue, actSeconds, ({ MessageId }) => MessageId === id);
    const wanted = messages.find(({ MessageId }) => MessageId === id);
    await Promise.all(messages.filter((message) => message !== wanted).map((other) => release(queue, other)));
    if (wanted) return wanted;
    if (look < looks) await new Promise((done) => setTimeout(done, betweenLooksMs));
  }
  throw new DomainError("not_found", "dead_letters.gone", "This message is no longer there.");
}

/** Receives until the queue has nothing new, or what is looked for has come. */
async function receive(queue: QueueName, seconds: number, enough: (message: Message) => boolean) {
  const found = new Map<string, Message>();
  while (found.size < mostShown) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLettersUrl(queue),
        MaxNumberOfMessages: batch,
        VisibilityTimeout: seconds,
        MessageSystemAttributeNames: ["SentTimestamp", "ApproximateReceiveCount"],
      }),
    );
    const known = found.size;
    for (const message of Messages) found.set(message.MessageId ?? "", message);
    if (found.size === known || Messages.some(enough)) break;
  }
  return [...found.values()];
}

const remove = (queue: QueueName, { ReceiptHandle }: Message) =>
  client.send(new DeleteMessageCommand({ QueueUrl: deadLettersUrl(queue), ReceiptHandle }));

const release = (queue: QueueName, { ReceiptHandle }: Message) =>
  client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: deadLettersUrl(queue),
      ReceiptHandle,
      VisibilityTimeout: 1,
    }),
  );

const deadLettersUrl = (queue: QueueName) => urlOf(`${queue}DeadLetters`);

function urlOf(name: string): string {
  const queue = name in linked ? linked[name] : undefined;
  if (!queue) throw new DomainError("not_found", "dead_letters.gone", "There is no such queue here.");
  return queue.url;
}

const letterOf = (queue: QueueName, { MessageId = "", Body = "", Attributes }: Message): DeadLetter => ({
  queue,
  id: MessageId,
  body: Body,
  received: Number(Attributes?.ApproximateReceiveCount ?? 0),
  sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
});
