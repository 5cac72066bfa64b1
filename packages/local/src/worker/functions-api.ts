import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, refuseForeign, sendJson, urlOf } from "../http";
import { type Invoke, TimedOut } from "./invoke";

/** Lambda's Invoke. Answers whether the request was for it. */
export type FunctionsApi = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const bodyLimit = 6 * 1024 * 1024;

/** The functions by name, for callers that call one function and wait for its answer, or do not (`Event`). */
export function functionsApi(functions: Iterable<readonly [string, Invoke]>): FunctionsApi {
  const known = new Map(functions);

  return async (request, response) => {
    const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(urlOf(request).pathname);
    if (!path || request.method !== "POST") return false;
    refuseForeign(request);
    const name = nameOf(decodeURIComponent(path[1] ?? ""));
    const invoke = known.get(name);
    const payload = parse((await readBody(request, bodyLimit)).toString("utf8"));
    const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
    if (!invoke) refuse(response, 404, "ResourceNotFoundException", `Function not found: ${name}`);
    else if (!payload) refuse(response, 400, "InvalidRequestContentException", "The payload is not JSON.");
    else if (type === "RequestResponse") await answer(invoke, payload.value, response);
    else if (type === "Event") {
      // The cloud keeps such a call in a queue of its own and tries three times; this one is tried once.
      invoke(payload.value).catch(() => undefined);
      sendJson(response, 202, null, about());
    } else refuse(response, 400, "InvalidParameterValueException", `There is no invocation type ${type}.`);
    return true;
  };
}

async function answer(invoke: Invoke, event: unknown, response: ServerResponse): Promise<void> {
  const headers = about();
  try {
    sendJson(response, 200, (await invoke(event)) ?? null, headers);
  } catch (error) {
    const failed = { ...headers, "x-amz-function-error": "Unhandled" };
    sendJson(response, 200, errorOf(error, headers["x-amzn-requestid"]), failed);
  }
}

/** An error as the runtime reports it; the runtime itself reports a function that is late. */
function errorOf(error: unknown, requestId: string) {
  if (error instanceof TimedOut)
    return { errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${requestId} Error: ${error.message}` };
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
}

/** A function is named by its name or its ARN, with or without a version. */
function nameOf(nameOrArn: string): string {
  const [, inArn] = /^(?:arn:aws:lambda:[^:]*:[^:]*:)?function:([^:]+)/.exec(nameOrArn) ?? [];
  return inArn ?? nameOrArn.split(":")[0] ?? "";
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text || "{}") };
  } catch {
    return undefined;
  }
}

function about() {
  return { "x-amzn-requestid": randomUUID(), "x-amz-executed-version": "$LATEST" };
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { Type: "User", message }, { ...about(), "x-amzn-errortype": type });
}
