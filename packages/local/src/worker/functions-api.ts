import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, refuseForeign, sendJson, urlOf } from "../http";
import { type Invoke, TimedOut } from "./invoke";

/** Handles Lambda's Invoke. Returns false for any other request. */
export type FunctionsApi = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const bodyLimit = 6 * 1024 * 1024;

/** Returns the endpoint that invokes a function by name and sends its result, or does not wait for it (`Event`). */
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
    else if (type === "RequestResponse") await respond(invoke, payload.value, response);
    else if (type === "Event") {
      // AWS queues such a call and tries it up to three times; here it is tried once.
      invoke(payload.value).catch(() => undefined);
      sendJson(response, 202, null, about());
    } else refuse(response, 400, "InvalidParameterValueException", `Unknown invocation type: ${type}.`);
    return true;
  };
}

async function respond(invoke: Invoke, event: unknown, response: ServerResponse): Promise<void> {
  const headers = about();
  try {
    sendJson(response, 200, (await invoke(event)) ?? null, headers);
  } catch (error) {
    const failed = { ...headers, "x-amz-function-error": "Unhandled" };
    sendJson(response, 200, errorOf(error, headers["x-amzn-requestid"]), failed);
  }
}

/** Returns an error in the Lambda runtime's format. A timeout is an error of the runtime itself. */
function errorOf(error: unknown, requestId: string) {
  if (error instanceof TimedOut)
    return { errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${requestId} Error: ${error.message}` };
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
}

/** Returns the function's name from a name or ARN, with or without a version. */
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
