import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { Trace } from "../trace";

export * as Queue from "./index";

/** The queue's URL says which queue; where the service answers comes from the client's own configuration. */
const client = new SQSClient({ useQueueUrlAsEndpoint: false });

export type QueueName = "PaymentQueue" | "AccountEmailQueue" | "StaffEmailQueue";

/** Hands a message to a queue, with the trace it belongs to; resolves when the queue has it. */
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
