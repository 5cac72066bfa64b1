import { Log } from "@securecart/core/log";
import { Trace } from "@securecart/core/trace";
import type { SQSHandler, SQSRecord } from "aws-lambda";
import type { z } from "zod";

/** A queue's consumer: each message by itself, within its trace; those that failed go back to the queue, alone. */
export function queueHandler<Schema extends z.ZodType>(
  schema: Schema,
  work: (message: z.output<Schema>) => Promise<unknown>,
): SQSHandler {
  return async ({ Records }) => {
    const failed = await Promise.all(
      Records.map((record) =>
        Trace.run(traceOf(record), async () => {
          try {
            await work(schema.parse(parsed(record.body)));
            return [];
          } catch (error) {
            Log.error("queue.message_failed", error, { messageId: record.messageId });
            return [{ itemIdentifier: record.messageId }];
          }
        }),
      ),
    );
    return { batchItemFailures: failed.flat() };
  };
}

/** An event of the bus names its trace in its detail, a message of ours in an attribute. */
function traceOf({ body, messageAttributes }: SQSRecord) {
  return Trace.known(messageAttributes?.trace?.stringValue) ?? Trace.known(traceIn(body)) ?? Trace.create();
}

function traceIn(body: string): unknown {
  try {
    return JSON.parse(body)?.detail?.trace;
  } catch {
    return undefined; // what cannot be read fails as work, not here
  }
}

/** The parser's own complaint quotes the text, and a log is no place for that. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error("The message is not JSON.");
  }
}
