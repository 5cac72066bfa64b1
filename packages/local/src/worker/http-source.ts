import { setTimeout as delay } from "node:timers/promises";
import type { RouteDefinition } from "@securecart/core/topology";
import { type Handler, HttpError, readBody, sendJson, urlOf } from "../http";
import { httpEvent, matchRoute, sendResult } from "./http-event";
import type { Invoke } from "./invoke";

const bodyLimit = 10 * 1024 * 1024;
/** Maximum time for a function, after which the HTTP API responds with 503. */
const longestMs = 30_000;

type Late = { late: true };

/** Returns the HTTP API that calls the functions. */
export function httpApi(routes: readonly (RouteDefinition & { invoke: Invoke })[]): Handler {
  return async (request, response) => {
    const { pathname } = urlOf(request);
    for (const route of routes) {
      const parameters = matchRoute(route, request.method ?? "", pathname);
      if (!parameters) continue;
      const event = httpEvent(route, parameters, request, await readBody(request, bodyLimit));
      const answer = await outcome(route.invoke(event, { path: pathname }));
      if (answer === "failed") throw new HttpError(500, "Internal Server Error");
      if (answer === "late") throw new HttpError(503, "Service Unavailable");
      return sendResult(response, answer.result);
    }
    sendJson(response, 404, { message: "Not Found" });
  };
}

async function outcome(call: Promise<unknown>): Promise<{ result: unknown } | "failed" | "late"> {
  const done = call.then(
    (result) => ({ result }),
    () => "failed" as const,
  );
  const late: Late = { late: true };
  const first = await Promise.race([done, delay(longestMs, late, { ref: false })]);
  return typeof first === "object" && "late" in first ? "late" : first;
}
