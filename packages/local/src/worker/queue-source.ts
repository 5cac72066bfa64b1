import { setTimeout as delay } from "node:timers/promises";
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueDefinition } from "@securecart/core/topology";
import type { SQSEvent, SQSMessageAttributes } from "aws-lambda";
import { region } from "../environment";
import { messageOf } from "../refusal";
import { failedIds } from "./batch-failures";
import type { Invoke } from "./invoke";
import { type OrphanWatch, orphanWatch, waitSeconds } from "./queue-release";

export type QueueSource = {
  client: SQSClient;
  endpoint: string;
  url: string;
  arn: string;
  queue: QueueDefinition;
  invoke: Invoke;
  /** Receipts of the messages that this process is handling. */
  held: Set<string>;
  signal: AbortSignal;
};

/** Number of batches handled at the same time. */
const pollers = 2;
const longestBackoffSeconds = 60;
const longestPauseMs = 2_000;

/** Delivers a queue's messages to its handler until the signal aborts, as Lambda's event source mapping does. */
export async function pollQueue(source: QueueSource): Promise<void> {
  const orphans = orphanWatch(source);
  const release = await orphans.found();
  await Promise.all([
    release().then(orphans.look),
    ...Array.from({ length: pollers }, () => poll(source, orphans)),
  ]);
}

async function poll(source: QueueSource, orphans: OrphanWatch): Promise<void> {
  const { client, url, queue, signal, held } = source;
  let pauseMs = 50;
  while (!signal.aborted) {
    try {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(10, queue.batchSize),
          WaitTimeSeconds: waitSeconds,
          MessageAttributeNames: ["All"],
          MessageSystemAttributeNames: ["All"],
        }),
        { abortSignal: signal },
      );
      pauseMs = 50;
      if (Messages.length === 0) continue;
      for (const { ReceiptHandle } of Messages) if (ReceiptHandle) held.add(ReceiptHandle);
      await deliver(source, Messages).finally(() => {
        for (const { ReceiptHandle } of Messages) if (ReceiptHandle) held.delete(ReceiptHandle);
      });
    } catch (error) {
      if (signal.aborted) return;
      if (pauseMs >= longestPauseMs) console.error(`Cannot receive from ${queue.name}: ${messageOf(error)}`);
      await delay(pauseMs);
      void orphans.look();
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
}

/** Delivers one batch. Handled messages are deleted; failed ones become visible again after growing pauses. */
async function deliver({ client, url, arn, queue, invoke }: QueueSource, messages: Message[]): Promise<void> {
  const ids = messages.map((message) => message.MessageId ?? "");
  const failed = await invoke(eventOf(arn, messages), { records: messages.length }).then(
    (result) => failedIds(result, ids),
    () => new Set(ids),
  );
  const done = messages.filter(({ MessageId = "" }) => !failed.has(MessageId));
  const again = messages.filter(({ MessageId = "" }) => failed.has(MessageId));
  if (done.length > 0) {
    const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
  if (again.length === 0) return;
  const Entries = again.map((message, index) => ({
    Id: String(index),
    ReceiptHandle: message.ReceiptHandle,
    VisibilityTimeout: backoffSeconds(message, queue),
  }));
  await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
}

/** Returns the pause before a retry. Never 0, because the queue engine loses a message that is made visible at once. */
function backoffSeconds(
  { Attributes }: Message,
  { visibilitySeconds, maxReceiveCount }: QueueDefinition,
): number {
  const received = Number(Attributes?.ApproximateReceiveCount ?? 1);
  if (received >= maxReceiveCount) return 1; // no retry: the next receive moves it to the dead-letter queue
  return Math.max(1, Math.min(2 ** (received - 1), longestBackoffSeconds, visibilitySeconds));
}

function eventOf(arn: string, messages: readonly Message[]): SQSEvent {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId ?? "",
      receiptHandle: message.ReceiptHandle ?? "",
      body: message.Body ?? "",
      attributes: {
        ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? "1",
        SentTimestamp: message.Attributes?.SentTimestamp ?? "",
        SenderId: message.Attributes?.SenderId ?? "",
        ApproximateFirstReceiveTimestamp: message.Attributes?.ApproximateFirstReceiveTimestamp ?? "",
        ...message.Attributes,
      },
      messageAttributes: attributesOf(message),
      md5OfBody: message.MD5OfBody ?? "",
      eventSource: "aws:sqs",
      eventSourceARN: arn,
      awsRegion: region,
    })),
  };
}

function attributesOf({ MessageAttributes = {} }: Message): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue, BinaryValue, DataType = "String" }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString("base64") }),
        dataType: DataType,
      },
    ]),
  );
}
