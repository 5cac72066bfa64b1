import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { sendJson } from "../http";

/** An error as the SDK expects it: its class name and its message. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** Says what is missing, to the caller and in the log: a call that vanished quietly would be found much later. */
export function unknownOperation(what: string): AwsError {
  console.error(`The local gateway does not know ${what}.`);
  return new AwsError("UnknownOperationException", `The local gateway does not know ${what}.`);
}

export function sendAwsError(response: ServerResponse, error: AwsError): void {
  const headers = { "x-amzn-errortype": error.name, "x-amzn-requestid": randomUUID() };
  sendJson(response, error.status, { __type: error.name, message: error.message }, headers);
}
