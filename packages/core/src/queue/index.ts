import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";

export * as Queue from "./index";

/** The queue's URL says which queue; where the service answers comes from the client's own configuration. */
const client = new SQSClient({ useQueueUrlAsEndpoint: false });

export type QueueName = "PaymentQueue";

/** Hands a message to a queue; resolves when the queue has it. */
export async function send(queue: QueueName, message: unknown) {
  await client.send(
    new SendMessageCommand({ QueueUrl: Resource[queue].url, MessageBody: JSON.stringify(message) }),
  );
}
