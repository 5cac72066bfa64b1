import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { z } from "zod";

export * as Trace from "./index";

/** Id of everything that one request of a shopper causes: 32 hexadecimal digits, as in W3C's Trace Context. */
export const TraceId = z.string().regex(/^(?!0{32})[0-9a-f]{32}$/, "Not a trace id.");

/** Creates a trace. It begins with the time, so that X-Ray accepts it. */
export const create = () => {
  const seconds = Math.floor(Date.now() / 1000);
  return `${seconds.toString(16).padStart(8, "0")}${randomBytes(12).toString("hex")}`;
};

const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;
const amazon = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/i;

/** Returns the trace of a request, from `traceparent` or `X-Amzn-Trace-Id`; a new one when it has none. */
export function of(headers: { get(name: string): string | null }) {
  const parent = w3c.exec(headers.get("traceparent") ?? "")?.[1];
  const [, time = "", rest = ""] = amazon.exec(headers.get("x-amzn-trace-id") ?? "") ?? [];
  return known(parent) ?? known(`${time}${rest}`.toLowerCase()) ?? create();
}

/** Returns a received trace when it is well-formed, else undefined. */
export const known = (candidate: unknown) => {
  const parsed = TraceId.safeParse(candidate);
  return parsed.success ? parsed.data : undefined;
};

const storage = new AsyncLocalStorage<string>();

/** Runs work within a trace: its log lines and messages carry the trace. */
export const run = <Result>(trace: string, work: () => Result) => storage.run(trace, work);

/** Returns the trace of the running handler; undefined outside of handlers. */
export const current = () => storage.getStore();
