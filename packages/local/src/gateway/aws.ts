import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { sendJson } from "../http";

/** An error in the form the AWS SDK expects: an error name and a message. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** Logs an unsupported operation and returns its error, so that a missing feature is noticed at once. */
export function unknownOperation(what: string): AwsError {
  const message = `The local gateway does not support ${what}.`;
  console.error(message);
  return new AwsError("UnknownOperationException", message);
}

export function sendAwsError(response: ServerResponse, error: AwsError): void {
  const headers = { "x-amzn-errortype": error.name, "x-amzn-requestid": randomUUID() };
  sendJson(response, error.status, { __type: error.name, message: error.message }, headers);
}
