import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { messageOf } from "../../refusal";
import { fromJson, type Json } from "./json";
import type { TaskOutcome } from "./task-transitions";

/** Calls a function by its ARN and retries until it responds. Rejects only when the signal aborts. */
export type Functions = (name: string, payload: Json, signal: AbortSignal) => Promise<TaskOutcome>;

const longestPauseMs = 1_000;

const FunctionError = z.object({ errorType: z.string().optional() });

/** Names that Step Functions gives to Lambda's own errors, by status. */
const refusals: Record<number, string> = {
  404: "Lambda.ResourceNotFoundException",
  413: "Lambda.RequestTooLargeException",
  429: "Lambda.TooManyRequestsException",
};

/**
 * Calls functions through Lambda's Invoke at `endpoint`. A broken connection does not tell whether the work was done, so
 * the function is called again without limit; the process that runs functions is restarted when it dies.
 */
export function functionsAt(endpoint: string): Functions {
  return async (name, payload, signal) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return outcomeOf(
          await post(
            `${endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
            payload,
            signal,
          ),
        );
      } catch (error) {
        if (signal.aborted) throw error;
        if (attempt === 5) console.error(`Cannot reach the function ${name} yet: ${messageOf(error)}`);
        await delay(Math.min(longestPauseMs, 25 * 2 ** attempt), undefined, { signal });
      }
    }
  };
}

type Response = { status: number; failed: boolean; requestId: string; body: string };

function outcomeOf({ status, failed, requestId, body }: Response): TaskOutcome {
  if (status !== 200)
    return {
      failure: { error: refusals[status] ?? "Lambda.ServiceException", cause: body.slice(0, 32_768) },
    };
  if (failed) {
    const known = FunctionError.safeParse(fromJson(body));
    return { failure: { error: known.data?.errorType ?? "Lambda.Unknown", cause: body.slice(0, 32_768) } };
  }
  return {
    result: {
      ExecutedVersion: "$LATEST",
      Payload: fromJson(body || "null"),
      SdkHttpMetadata: { HttpStatusCode: status },
      SdkResponseMetadata: { RequestId: requestId },
      StatusCode: status,
    },
  };
}

/** Sends a request without `fetch`, which times out after five minutes; a function may take fifteen. */
function post(url: string, payload: Json, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const sent = request(url, { method: "POST", headers, signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (!response.complete) return reject(new Error("The response was incomplete."));
        resolve({
          status: response.statusCode ?? 0,
          failed: response.headers["x-amz-function-error"] !== undefined,
          requestId: String(response.headers["x-amzn-requestid"] ?? ""),
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(payload));
  });
}
