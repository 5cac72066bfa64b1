import { Log } from "@securecart/core/log";
import type { SQSHandler } from "aws-lambda";
import type { z } from "zod";

/** A queue's consumer: each message by itself; those that failed go back to the queue, alone. */
export function queueHandler<Schema extends z.ZodType>(
  schema: Schema,
  work: (message: z.output<Schema>) => Promise<unknown>,
): SQSHandler {
  return async ({ Records }) => {
    const results = await Promise.allSettled(
      Records.map(async ({ body }) => work(schema.parse(JSON.parse(body)))),
    );
    const batchItemFailures = Records.flatMap(({ messageId }, i) => {
      const result = results[i];
      if (result?.status !== "rejected") return [];
      Log.error("queue.message_failed", result.reason, { messageId });
      return [{ itemIdentifier: messageId }];
    });
    return { batchItemFailures };
  };
}
