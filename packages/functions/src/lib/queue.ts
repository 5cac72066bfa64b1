import { Log } from "@securecart/core/log";
import { Trace } from "@securecart/core/trace";
import type { SQSHandler, SQSRecord } from "aws-lambda";
import type { z } from "zod";

/** Makes a queue's consumer. It handles each message separately, in its trace, and returns only failed ones to the queue. */
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

/** Finds the trace of a message: an event of the bus has it in its detail, a message of ours in an attribute. */
function traceOf({ body, messageAttributes }: SQSRecord) {
  return Trace.known(messageAttributes?.trace?.stringValue) ?? Trace.known(traceIn(body)) ?? Trace.create();
}

function traceIn(body: string): unknown {
  try {
    return JSON.parse(body)?.detail?.trace;
  } catch {
    return undefined; // an unreadable message fails in the work, not here
  }
}

/** Parses JSON. The parser's own error quotes the text, which must not get into a log. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error("The message is not JSON.");
  }
}
