import type { IncomingMessage, ServerResponse } from "node:http";
import type { ScheduleDefinition } from "@securecart/core/topology";
import { refuseForeign, sendJson, urlOf } from "../http";
import { messageOf } from "../refusal";
import type { Invoke } from "./invoke";
import { scheduledEvent } from "./schedule-source";

/** Handles requests of the control endpoint to the worker. Returns false for any other request. */
export type WorkerControl = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export function workerControl(
  schedules: readonly (ScheduleDefinition & { invoke: Invoke })[],
  sweep: () => Promise<number>,
): WorkerControl {
  return async (request, response) => {
    const { pathname } = urlOf(request);
    if (!pathname.startsWith("/_worker/")) return false;
    refuseForeign(request);
    const called = `${request.method} ${pathname}`;
    const [, name] = /^POST \/_worker\/schedules\/(\w+)\/run$/.exec(called) ?? [];
    const schedule = schedules.find((known) => known.name === name);
    if (called === "GET /_worker/health") sendJson(response, 200, { ok: true });
    else if (called === "POST /_worker/ttl-sweep") sendJson(response, 200, { deleted: await sweep() });
    else if (schedule) await runNow(schedule, response);
    else sendJson(response, 404, { message: name ? `There is no schedule ${name}.` : "Not Found" });
    return true;
  };
}

async function runNow({ name, invoke }: ScheduleDefinition & { invoke: Invoke }, response: ServerResponse) {
  try {
    sendJson(response, 200, { ok: true, result: (await invoke(scheduledEvent(name))) ?? null });
  } catch (error) {
    sendJson(response, 500, { ok: false, message: messageOf(error) });
  }
}
