import type { Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../fixtures/support";
import { portOf, serve } from "../http";
import { functionsApi } from "./functions-api";
import { TimedOut } from "./invoke";

const seen: unknown[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  const api = functionsApi(
    Object.entries({
      "Packing-Pack": async (event: unknown) => {
        seen.push(event);
        return { got: event };
      },
      nothing: async () => undefined,
      broken: async () => {
        throw new RangeError("too far");
      },
      late: async () => {
        throw new TimedOut("Task timed out after 3.00 seconds");
      },
    }),
  );
  server = await serve(0, async (request, response) => {
    if (!(await api(request, response))) response.writeHead(418).end();
  });
  url = `http://127.0.0.1:${portOf(server)}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const invoke = async (name: string, body = "{}", headers: Record<string, string> = {}) => {
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  const response = await fetch(url + path, { method: "POST", body, headers });
  return {
    status: response.status,
    error: response.headers.get("x-amz-function-error"),
    body: await response.json(),
  };
};

test.each([
  "Packing-Pack",
  "Packing-Pack:$LATEST",
  "function:Packing-Pack",
  "arn:aws:lambda:us-east-1:000000000000:function:Packing-Pack",
  "arn:aws:lambda:us-east-1:000000000000:function:Packing-Pack:7",
])("a function can be invoked as %s", async (name) => {
  expect(await invoke(name, '{"n":1}')).toEqual({ status: 200, error: null, body: { got: { n: 1 } } });
});

test("a function without a result returns null", async () => {
  expect(await invoke("nothing")).toEqual({ status: 200, error: null, body: null });
});

test("a failed invocation reports the error's type and message", async () => {
  expect(await invoke("broken")).toMatchObject({
    status: 200,
    error: "Unhandled",
    body: { errorType: "RangeError", errorMessage: "too far", trace: expect.any(Array) },
  });
});

test("a function that exceeds its time fails with Sandbox.Timedout", async () => {
  const { error, body } = await invoke("late");
  expect([error, body.errorType]).toEqual(["Unhandled", "Sandbox.Timedout"]);
  expect(body.errorMessage).toMatch(/^RequestId: \S+ Error: Task timed out after 3.00 seconds$/);
});

test("an Event invocation is accepted at once", async () => {
  const taken = await invoke("Packing-Pack", '"event"', { "x-amz-invocation-type": "Event" });
  expect(taken.status).toBe(202);
  await until("the call", () => seen.includes("event"));
});

test.each<[what: string, name: string, body: string, headers: Record<string, string>, status: number]>([
  ["an unknown function", "nobody", "{}", {}, 404],
  ["a payload that is not JSON", "nothing", "{", {}, 400],
  ["an unknown invocation type", "nothing", "{}", { "x-amz-invocation-type": "DryRun" }, 400],
  ["a web page", "nothing", "{}", { origin: "http://localhost:3000" }, 403],
  ["a payload over 6 MB", "nothing", JSON.stringify("x".repeat(6 * 1024 * 1024)), {}, 413],
])("%s is refused", async (_, name, body, headers, status) => {
  expect((await invoke(name, body, headers)).status).toBe(status);
});

test("other requests are passed on", async () => {
  expect((await fetch(`${url}/2015-03-31/functions`)).status).toBe(418);
});
