import { z } from "zod";
import type { LogLine } from "../process/log";

const Invocation = z.object({ function: z.string(), source: z.string(), error: z.string() });

/** Returns the problem that a log line reports, in one line, or undefined when it reports none. The log has the details. */
export function problemOf({ source, stream, text }: LogLine): string | undefined {
  if (stream !== "err" || text.trim() === "") return undefined;
  if (source === "dynamo" && /listening on|shutting down/i.test(text)) return undefined;
  const failed = Invocation.safeParse(parse(text));
  if (!failed.success) return text;
  return `${failed.data.function} (${failed.data.source}): ${failed.data.error}`;
}

function parse(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
