import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "../clock";
import { account, region } from "../environment";
import type { Topology } from "../topology";
import { AwsError } from "./aws";
import { checkPattern, type Json, matches } from "./event-pattern";
import type { EventStore } from "./event-store";

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Time: z.number().optional(),
  Resources: z.array(z.string()).optional(),
});
type Entry = z.infer<typeof Entry>;
const Request = z.object({ Entries: z.array(Entry) });

type Outcome = { EventId: string } | { ErrorCode: string; ErrorMessage: string };
export type PutEvents = (request: unknown) => { FailedEntryCount: number; Entries: Outcome[] };

const entryLimit = 10;
const byteLimit = 256 * 1024;

/** Implements EventBridge's PutEvents. An entry that gets an event id is on disk and will reach the queues of its rules. */
export function putEvents(
  rules: Topology["rules"],
  bus: string,
  store: EventStore,
  accepted: () => void,
): PutEvents {
  for (const { name, pattern } of rules) checkPattern(pattern, name);
  return (request) => {
    const { Entries } = parse(request);
    const outcomes: Outcome[] = [];
    const deliveries: { queue: string; body: string }[] = [];
    for (const entry of Entries) {
      const problem = refusal(entry);
      if (problem) {
        outcomes.push(problem);
        continue;
      }
      const event = envelope(entry);
      outcomes.push({ EventId: event.id });
      // Another bus has no rules: its events are accepted and sent nowhere, as on AWS.
      if (entry.EventBusName !== undefined && busName(entry.EventBusName) !== bus) continue;
      const body = JSON.stringify(event);
      for (const rule of rules)
        if (matches(rule.pattern, event)) deliveries.push({ queue: rule.queue, body });
    }
    store.add(deliveries);
    accepted();
    return {
      FailedEntryCount: outcomes.filter((outcome) => "ErrorCode" in outcome).length,
      Entries: outcomes,
    };
  };
}

function parse(request: unknown): z.infer<typeof Request> {
  const parsed = Request.safeParse(request);
  if (!parsed.success) throw new AwsError("ValidationException", z.prettifyError(parsed.error));
  const { length } = parsed.data.Entries;
  if (length < 1 || length > entryLimit)
    throw new AwsError("ValidationException", `Entries must hold 1 to ${entryLimit} events, not ${length}.`);
  if (parsed.data.Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > byteLimit)
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  return parsed.data;
}

function refusal(entry: Entry): Outcome | undefined {
  for (const field of ["Source", "DetailType", "Detail"] as const) {
    if (!entry[field])
      return invalid(`Parameter ${field} is not valid. Reason: ${field} is a required argument.`);
  }
  if (entry.Source?.startsWith("aws."))
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  const detail = parseDetail(entry.Detail);
  if (detail === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  return undefined;
}

function invalid(ErrorMessage: string): Outcome {
  return { ErrorCode: "InvalidArgument", ErrorMessage };
}

function envelope(entry: Entry) {
  const time = new Date(entry.Time === undefined ? now() : entry.Time * 1000);
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": entry.DetailType ?? "",
    source: entry.Source ?? "",
    account,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region,
    resources: entry.Resources ?? [],
    detail: parseDetail(entry.Detail) ?? {},
  };
}

/** Parses the detail. Returns undefined unless it is a JSON object. */
function parseDetail(text = ""): { [key: string]: Json } | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return z.record(z.string(), z.custom<Json>()).safeParse(detail).data;
  } catch {
    return undefined;
  }
}

/** Returns the size of an entry in bytes, as EventBridge counts it. */
function sizeOf({ Time, Source = "", DetailType = "", Detail = "", Resources = [] }: Entry): number {
  return [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    Time ? 14 : 0,
  );
}

/** Returns the bus name from a name or an ARN. */
function busName(nameOrArn: string): string {
  return nameOrArn.split("/").at(-1) ?? nameOrArn;
}
