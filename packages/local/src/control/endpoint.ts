import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { clockOffset, setClockOffset } from "../clock";
import type { Cloud } from "../cloud";
import { type Handler, HttpError, readBody, refuseForeign, send, sendJson, urlOf } from "../http";
import { failedMessages } from "./failed-messages";

const ClockOrder = z.union([
  z.strictObject({ advanceSeconds: z.number() }),
  z.strictObject({ reset: z.literal(true) }),
]);
const signals = ["SIGKILL", "SIGTERM", "SIGINT", "SIGSTOP", "SIGCONT"] as const;
const KillOrder = z.strictObject({ child: z.string(), signal: z.enum(signals).default("SIGKILL") });

const bodyLimit = 1024 * 1024;

/**
 * Returns the handler of the control endpoint, which only the local cloud has: tests use it to move the clock, kill
 * processes and run schedules on demand. Web pages cannot call it: see `refuseForeign`.
 */
export function controlEndpoint(cloud: Cloud): Handler {
  const clockFile = cloud.folder.file("clock.json");
  const at = {
    worker: cloud.urls.functions,
    gateway: cloud.urls.gateway,
    stripe: cloud.env.STRIPE_API_BASE ?? "",
  };

  return async (request, response) => {
    refuseForeign(request);
    const { pathname, search } = urlOf(request);
    const called = `${request.method} ${pathname}`;
    const [, schedule] = /^POST \/schedules\/(\w+)\/run$/.exec(called) ?? [];
    const [, viesPath] = /^(?:GET|POST) \/vies\/(\w+)$/.exec(called) ?? [];
    const [, stripePath] = /^(?:GET|POST) \/stripe\/(.+)$/.exec(called) ?? [];
    if (called === "GET /health") return sendJson(response, 200, health());
    if (called === "GET /children") return sendJson(response, 200, cloud.children());
    if (called === "GET /clock") return sendJson(response, 200, clock());
    if (called === "POST /clock") return sendJson(response, 200, await moveClock(request));
    if (called === "POST /kill") return sendJson(response, 200, await kill(request));
    if (called === "GET /dead-letters") return sendJson(response, 200, await failedMessages(cloud));
    if (called === "GET /mailbox") return forward(request, response, `${at.gateway}/mailbox.json${search}`);
    if (called === "POST /ttl-sweep") return forward(request, response, `${at.worker}/_worker/ttl-sweep`);
    if (schedule) return forward(request, response, `${at.worker}/_worker/schedules/${schedule}/run`);
    if (viesPath) return forward(request, response, `${at.gateway}/_vies/${viesPath}${search}`);
    if (stripePath) return forward(request, response, `${at.stripe}/_control/${stripePath}${search}`);
    throw new HttpError(404, "Not Found");
  };

  function health() {
    const children = cloud.children();
    return { ok: children.every(({ state }) => state === "ready"), children };
  }

  function clock() {
    const offsetSeconds = clockOffset(clockFile);
    return { offsetSeconds, now: new Date(Date.now() + offsetSeconds * 1000).toISOString() };
  }

  async function moveClock(request: IncomingMessage) {
    const order = await parse(ClockOrder, request);
    const offsetSeconds = "reset" in order ? 0 : clockOffset(clockFile) + order.advanceSeconds;
    setClockOffset(clockFile, offsetSeconds);
    await cloud.tellClock();
    return clock();
  }

  async function kill(request: IncomingMessage) {
    const { child, signal } = await parse(KillOrder, request);
    const before = cloud.children().find(({ name }) => name === child);
    if (!before) throw new HttpError(404, `There is no service ${child}.`);
    await cloud.kill(child, signal);
    return { child, signal, pid: before.pid };
  }
}

async function parse<Shape extends z.ZodType>(
  shape: Shape,
  request: IncomingMessage,
): Promise<z.infer<Shape>> {
  const text = (await readBody(request, bodyLimit)).toString("utf8");
  try {
    return shape.parse(JSON.parse(text || "{}"));
  } catch (error) {
    throw new HttpError(400, error instanceof z.ZodError ? z.prettifyError(error) : "The body is not JSON.");
  }
}

async function forward(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  const body = (await readBody(request, bodyLimit)).toString("utf8");
  const answer = await fetch(url, {
    method: request.method ?? "GET",
    headers: { "content-type": "application/json" },
    ...(request.method === "GET" ? {} : { body }),
  }).catch(() => undefined);
  if (!answer) throw new HttpError(502, `${new URL(url).host} does not respond.`);
  const type = answer.headers.get("content-type") ?? "application/json";
  send(response, answer.status, Buffer.from(await answer.arrayBuffer()), { "content-type": type });
}
