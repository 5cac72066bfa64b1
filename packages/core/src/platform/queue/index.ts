import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { Trace } from "../trace";

export * as Queue from "./index";

/** Client that takes its endpoint from its configuration; a queue's URL only names the queue. */
const client = new SQSClient({ useQueueUrlAsEndpoint: false });

export type QueueName = "PaymentQueue" | "AccountEmailQueue" | "StaffEmailQueue" | "TransferQueue";

/** Sends a message to a queue, with its trace. Resolves when the queue has stored it. */
export async function send(queue: QueueName, message: unknown) {
  const trace = Trace.current();
  await client.send(
    new SendMessageCommand({
      QueueUrl: Resource[queue].url,
      MessageBody: JSON.stringify(message),
      ...(trace && { MessageAttributes: { trace: { DataType: "String", StringValue: trace } } }),
    }),
  );
}
