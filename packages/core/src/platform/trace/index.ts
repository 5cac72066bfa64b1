import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { z } from "zod";

export * as Trace from "./index";

/** What ties together all that one request of a shopper set off: 32 hexadecimal digits, as W3C's Trace Context has them. */
export const TraceId = z.string().regex(/^(?!0{32})[0-9a-f]{32}$/, "Not a trace id.");

/** A new trace. It begins with the time, so that X-Ray takes it for one of its own. */
export const create = () => {
  const seconds = Math.floor(Date.now() / 1000);
  return `${seconds.toString(16).padStart(8, "0")}${randomBytes(12).toString("hex")}`;
};

const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;
const amazon = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/i;

/** The trace that a request belongs to, by its `traceparent` or `X-Amzn-Trace-Id`; a new one when it names none. */
export function of(headers: { get(name: string): string | null }) {
  const parent = w3c.exec(headers.get("traceparent") ?? "")?.[1];
  const [, time = "", rest = ""] = amazon.exec(headers.get("x-amzn-trace-id") ?? "") ?? [];
  return known(parent) ?? known(`${time}${rest}`.toLowerCase()) ?? create();
}

/** The trace that somebody sent, if it is one. */
export const known = (candidate: unknown) => {
  const parsed = TraceId.safeParse(candidate);
  return parsed.success ? parsed.data : undefined;
};

const storage = new AsyncLocalStorage<string>();

/** Runs a handler's work within a trace: its log lines and messages carry it. */
export const run = <Result>(trace: string, work: () => Result) => storage.run(trace, work);

/** The trace of the handler that runs just now, for doors; undefined outside of handlers. */
export const current = () => storage.getStore();
