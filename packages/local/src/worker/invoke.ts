import { randomUUID } from "node:crypto";
import type { Consumer } from "@securecart/core/topology";
import type { Context } from "aws-lambda";
import { account, region } from "../environment";
import { messageOf } from "../refusal";
import type { Handler } from "./handlers";

/** Calls a handler as Lambda does: with a context and a timeout, writing one log line. Rejects when the handler fails. */
export type Invoke = (event: unknown, about?: Record<string, unknown>) => Promise<unknown>;

export class TimedOut extends Error {
  override name = "TimedOut";
}

/** Returns the invoker of a handler. `label` names the source in the log; `running` holds invocations in progress, for a clean shutdown. */
export function invoker(
  label: string,
  consumer: Consumer,
  handler: Handler,
  running: Set<Promise<unknown>>,
): Invoke {
  const name = functionName(consumer.handler);
  const timeoutMs = consumer.timeoutSeconds * 1000;

  return async (event, about = {}) => {
    const started = Date.now();
    const context = contextOf(name, started + timeoutMs);
    const line = {
      at: new Date(started).toISOString(),
      source: label,
      function: name,
      requestId: context.awsRequestId,
      ...about,
    };
    const call = within(timeoutMs, async () => handler(event, context));
    running.add(call);
    try {
      const result = await call;
      console.log(JSON.stringify({ ...line, ms: Date.now() - started, outcome: outcomeOf(result) }));
      return result;
    } catch (error) {
      const stack = error instanceof Error ? error.stack : undefined;
      console.error(
        JSON.stringify({
          ...line,
          ms: Date.now() - started,
          outcome: "failed",
          error: messageOf(error),
          stack,
        }),
      );
      throw error;
    } finally {
      running.delete(call);
    }
  };
}

/** Rejects when the call exceeds its time. Unlike on AWS, the handler itself cannot be stopped. */
async function within(ms: number, call: () => Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TimedOut(`Task timed out after ${(ms / 1000).toFixed(2)} seconds`)),
      ms,
    );
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf(result: unknown): string {
  const failures =
    typeof result === "object" &&
    result !== null &&
    "batchItemFailures" in result &&
    result.batchItemFailures;
  return Array.isArray(failures) && failures.length > 0 ? `partial, ${failures.length} failed` : "ok";
}

function contextOf(name: string, deadline: number): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${region}:${account}:function:${name}`,
    memoryLimitInMB: "1024",
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

/** Returns the name of a handler's function: `packages/functions/src/order/sweep.handler` is `order-sweep`. */
export function functionName(path: string): string {
  const parts = path.slice(0, path.lastIndexOf(".")).split("/");
  return parts.slice(parts.lastIndexOf("src") + 1).join("-");
}
