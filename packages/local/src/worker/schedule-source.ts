import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ScheduleDefinition } from "@securecart/core/topology";
import type { EventBridgeEvent } from "aws-lambda";
import { now } from "../clock";
import { account, region } from "../environment";
import type { Invoke } from "./invoke";

/**
 * Calls a handler at every full interval of the wall clock, so that frequent restarts do not shift the schedule. A
 * failed call is logged and not repeated before the next interval.
 */
export async function runSchedule(
  schedule: ScheduleDefinition,
  invoke: Invoke,
  signal: AbortSignal,
): Promise<void> {
  const everyMs = schedule.everySeconds * 1000;
  while (!signal.aborted) {
    const waitMs = everyMs - (Date.now() % everyMs);
    await delay(waitMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) void invoke(scheduledEvent(schedule.name)).catch(() => undefined);
  }
}

export function scheduledEvent(name: string): EventBridgeEvent<"Scheduled Event", Record<string, never>> {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account,
    time: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:events:${region}:${account}:rule/${name}`],
    detail: {},
  };
}
