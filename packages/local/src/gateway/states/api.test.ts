import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { setClockOffset } from "../../clock";
import { machineArn } from "../../environment";
import { until } from "../../fixtures/support";
import { portOf, serve } from "../../http";
import { functionsApi } from "../../worker/functions-api";
import { TimedOut } from "../../worker/invoke";
import { openMailbox } from "../mailbox";
import { gateway } from "../server";
import { openTexts } from "../sms";
import { openVies } from "../vies";
import { openStates, type States } from ".";
import { failing, machineOf, task, tokenTask } from "./testing";

const folder = mkdtempSync(join(tmpdir(), "securecart-sfn-"));
const file = join(folder, "gateway.sqlite");
const clock = join(folder, "clock.json");
const result = "{% $states.result.Payload %}";
const machine = (name: string, states: Record<string, object>) => ({
  name,
  arn: machineArn(name),
  text: JSON.stringify(machineOf(states)),
});
const machines = [
  machine("Quick", { A: task("Echo", { Output: result, End: true }) }),
  machine("Patient", { A: { Type: "Wait", Seconds: 3600, End: true } }),
  machine("Token", {
    A: tokenTask("Keep", { HeartbeatSeconds: 600, Output: "{% $states.result %}", End: true }),
  }),
  machine("Late", { A: task("Late", { End: true }) }),
  machine("Redrive", {
    Once: task("Count", { Assign: { first: result }, Next: "Both" }),
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Good", States: { Good: task("Count", { Output: result, End: true }) } },
        { StartAt: "Bad", States: { Bad: task("Fragile", { Output: result, End: true }) } },
      ],
      Output: "{% [$first, $states.result] %}",
      End: true,
    },
  }),
];

let states: States;
let servers: Server[];
let url: string;
let sfn: SFNClient;
let tokens: string[] = [];
let count = 0;
let fragile = true;

const start = (name: string, execution?: string, input = '{"n":1}') =>
  sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn(name), name: execution, input }));
const describeIt = (executionArn: string | undefined) =>
  sfn.send(new DescribeExecutionCommand({ executionArn }));
const ended = (arn: string | undefined) =>
  until("the end", async () => {
    const described = await describeIt(arn);
    return described.status !== "RUNNING" && described;
  });
const address = (server: Server) => `http://127.0.0.1:${portOf(server)}`;

beforeAll(async () => {
  process.env.SECURECART_CLOCK_FILE = clock;
  const functions = {
    Echo: async (event: unknown) => event,
    Keep: async (event: unknown) => {
      tokens.push(z.object({ token: z.string() }).parse(event).token);
    },
    Late: async () => {
      throw new TimedOut("Task timed out after 1.00 seconds");
    },
    Count: async () => ++count,
    Fragile: async () => {
      if (fragile) throw failing("TooEarly");
      return "late";
    },
  };
  const api = functionsApi(Object.entries(functions));
  const worker = await serve(0, async (request, response) => void (await api(request, response)));
  states = openStates(file, machines, address(worker));
  const handler = gateway({
    mailbox: openMailbox(file),
    texts: openTexts(file),
    vies: openVies(file),
    putEvents: () => ({ FailedEntryCount: 0, Entries: [] }),
    states,
    topics: "http://127.0.0.1:1",
    waiting: () => 0,
  });
  const server = await serve(0, handler);
  servers = [worker, server];
  url = address(server);
  process.env.AWS_ENDPOINT_URL_SFN = url;
  sfn = new SFNClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
});

afterAll(() => {
  states.stop();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  tokens = [];
});

describe("StartExecution", () => {
  test("runs a machine to its output", async () => {
    const { executionArn, startDate } = await start("Quick", "first");
    expect(executionArn).toBe("arn:aws:states:us-east-1:000000000000:execution:Quick:first");
    const described = await ended(executionArn);
    expect(described).toMatchObject({
      name: "first",
      status: "SUCCEEDED",
      input: '{"n":1}',
      output: '{"n":1}',
      stateMachineArn: machineArn("Quick"),
      redriveStatus: "NOT_REDRIVABLE",
      startDate,
    });
    expect(described.stopDate?.getTime()).toBeGreaterThanOrEqual(startDate?.getTime() ?? 0);
  });

  test("returns the running execution for the same name and input, and refuses any other repetition", async () => {
    const one = await start("Patient", "same");
    expect(await start("Patient", "same")).toMatchObject({ executionArn: one.executionArn });
    await expect(start("Patient", "same", "{}")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
    await sfn.send(new StopExecutionCommand({ executionArn: one.executionArn }));
    await expect(start("Patient", "same")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
  });

  test("accepts a name again after 90 days", async () => {
    const { executionArn } = await start("Quick", "old");
    await ended(executionArn);
    setClockOffset(clock, 91 * 24 * 3600);
    try {
      await ended((await start("Quick", "old", '"new"')).executionArn);
      expect((await describeIt(executionArn)).output).toBe('"new"');
    } finally {
      setClockOffset(clock, 0);
    }
  });

  test.each([
    ["a name with a space", "Quick", "a b", "{}", "InvalidName"],
    ["a name with a slash", "Quick", "a/b", "{}", "InvalidName"],
    ["a name of 81 characters", "Quick", "x".repeat(81), "{}", "InvalidName"],
    ["input that is not JSON", "Quick", "c", "{", "InvalidExecutionInput"],
    ["input over 256 KiB", "Quick", "d", JSON.stringify("x".repeat(262_143)), "ValidationException"],
    ["an unknown machine", "Nothing", "e", "{}", "StateMachineDoesNotExist"],
    ["an invalid ARN", "a:b", "f", "{}", "InvalidArn"],
  ])("refuses %s", async (_, name, execution, input, error) => {
    await expect(start(name, execution, input)).rejects.toMatchObject({ name: error });
  });
});

test("an unknown execution and an invalid ARN have different errors", async () => {
  const arn = "arn:aws:states:us-east-1:000000000000:execution:Quick:nobody";
  await expect(describeIt(arn)).rejects.toMatchObject({ name: "ExecutionDoesNotExist" });
  await expect(describeIt("nobody")).rejects.toMatchObject({ name: "InvalidArn" });
});

test("a machine returns its definition", async () => {
  const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn("Quick") }));
  expect(described).toMatchObject({ name: "Quick", type: "STANDARD", status: "ACTIVE" });
  expect(JSON.parse(described.definition ?? "")).toMatchObject({ StartAt: "A" });
});

test("executions are listed newest first, by status, in pages", async () => {
  for (const name of ["l1", "l2", "l3"]) await start("Late", name);
  await ended(`${machineArn("Late").replace(":stateMachine:", ":execution:")}:l3`);
  const list = (nextToken?: string) =>
    sfn.send(new ListExecutionsCommand({ stateMachineArn: machineArn("Late"), maxResults: 2, nextToken }));
  const first = await list();
  expect(first.executions?.map(({ name }) => name)).toEqual(["l3", "l2"]);
  expect((await list(first.nextToken)).executions?.map(({ name }) => name)).toEqual(["l1"]);
  const running = new ListExecutionsCommand({
    stateMachineArn: machineArn("Late"),
    statusFilter: "SUCCEEDED",
  });
  expect((await sfn.send(running)).executions).toEqual([]);
});

test("the history has AWS's format in both orders and in pages", async () => {
  const { executionArn } = await start("Quick", "history");
  await ended(executionArn);
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events).toMatchObject([
    {
      id: 1,
      previousEventId: 0,
      type: "ExecutionStarted",
      executionStartedEventDetails: { input: '{"n":1}' },
    },
    { type: "TaskStateEntered", stateEnteredEventDetails: { name: "A", input: '{"n":1}' } },
    { type: "TaskScheduled", taskScheduledEventDetails: { resourceType: "lambda", resource: "invoke" } },
    { type: "TaskStarted" },
    { type: "TaskSucceeded", taskSucceededEventDetails: { resource: "invoke" } },
    { type: "TaskStateExited", stateExitedEventDetails: { name: "A", output: '{"n":1}' } },
    { id: 7, previousEventId: 6, type: "ExecutionSucceeded" },
  ]);
  const back = { executionArn, reverseOrder: true, maxResults: 2, includeExecutionData: false };
  const page = await sfn.send(new GetExecutionHistoryCommand(back));
  expect(page.events?.map(({ id }) => id)).toEqual([7, 6]);
  expect(page.events?.[1]?.stateExitedEventDetails).toEqual({ name: "A" });
  const next = await sfn.send(new GetExecutionHistoryCommand({ ...back, nextToken: page.nextToken }));
  expect(next.events?.map(({ id }) => id)).toEqual([5, 4]);
});

test("a function's timeout is Sandbox.Timedout, and the failure is logged", async () => {
  const described = await ended((await start("Late", "timeout")).executionArn);
  expect(described).toMatchObject({
    status: "FAILED",
    error: "Sandbox.Timedout",
    redriveStatus: "REDRIVABLE",
  });
  expect(JSON.parse(described.cause ?? "")).toMatchObject({ errorType: "Sandbox.Timedout" });
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining("timeout of Late ended FAILED"));
});

test("a stopped execution is ABORTED once", async () => {
  const { executionArn } = await start("Patient", "stopped");
  const stop = () => sfn.send(new StopExecutionCommand({ executionArn, error: "Enough", cause: "no more" }));
  const { stopDate } = await stop();
  expect(await describeIt(executionArn)).toMatchObject({
    status: "ABORTED",
    error: "Enough",
    cause: "no more",
    stopDate,
  });
  expect(await stop()).toMatchObject({ stopDate });
});

describe("task tokens", () => {
  const tokenOf = async (execution: string) => {
    const before = tokens.length;
    const { executionArn } = await start("Token", execution);
    return { executionArn, taskToken: await until("the token", () => tokens[before]) };
  };

  test("a success becomes the task's result and counts once", async () => {
    const { executionArn, taskToken } = await tokenOf("success");
    const success = () => sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"packed":true}' }));
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await success();
    expect(await ended(executionArn)).toMatchObject({ status: "SUCCEEDED", output: '{"packed":true}' });
    await expect(success()).rejects.toMatchObject({ name: "TaskTimedOut" });
    await expect(sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
      name: "TaskTimedOut",
    });
  });

  test("a failure becomes the task's error", async () => {
    const { executionArn, taskToken } = await tokenOf("failure");
    await sfn.send(new SendTaskFailureCommand({ taskToken, error: "Lost", cause: "the box" }));
    expect(await ended(executionArn)).toMatchObject({ status: "FAILED", error: "Lost", cause: "the box" });
  });

  test("a heartbeat extends the deadline, and a missing heartbeat fails the task", async () => {
    const { executionArn, taskToken } = await tokenOf("heartbeat");
    try {
      setClockOffset(clock, 500);
      await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
      setClockOffset(clock, 1000);
      await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
      expect((await describeIt(executionArn)).status).toBe("RUNNING");
      setClockOffset(clock, 1700);
      expect(await ended(executionArn)).toMatchObject({ status: "FAILED", error: "States.HeartbeatTimeout" });
    } finally {
      setClockOffset(clock, 0);
    }
  });

  test("invalid tokens and outputs are refused with their own errors", async () => {
    const { taskToken } = await tokenOf("refused");
    const success = (token: string, output = "{}") =>
      sfn.send(new SendTaskSuccessCommand({ taskToken: token, output }));
    await expect(success("nonsense")).rejects.toMatchObject({ name: "InvalidToken" });
    const said = {
      execution: "arn:aws:states:us-east-1:000000000000:execution:Token:x",
      frame: 1,
      attempt: "a",
    };
    const foreign = Buffer.from(JSON.stringify(said)).toString("base64url");
    await expect(success(foreign)).rejects.toMatchObject({ name: "TaskDoesNotExist" });
    await expect(success(taskToken, "{")).rejects.toMatchObject({ name: "InvalidOutput" });
  });
});

test("a redrive starts at the failed state and keeps finished results", async () => {
  fragile = true;
  const { executionArn } = await start("Redrive", "again");
  expect(await ended(executionArn)).toMatchObject({ status: "FAILED", error: "TooEarly" });
  await until("the good branch", () => count >= 1);
  const before = count;
  fragile = false;
  await sfn.send(new RedriveExecutionCommand({ executionArn }));
  const described = await ended(executionArn);
  expect(described).toMatchObject({ status: "SUCCEEDED", redriveCount: 1 });
  expect(JSON.parse(described.output ?? "")).toEqual([1, expect.any(Number), "late"]);
  // The failure may have aborted the sibling branch, which then restarts; the first task never restarts.
  expect(count - before).toBeLessThanOrEqual(1);
  await expect(sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: "ExecutionNotRedrivable",
  });
});

test("pages and JSON show executions and their steps", async () => {
  const { executionArn } = await start("Quick", "shown", '"<script>"');
  await ended(executionArn);
  const list = await fetch(`${url}/executions`);
  expect(await list.text()).toContain('href="/executions/Quick/shown"');
  expect(list.headers.get("content-security-policy")).toContain("default-src 'none'");
  const page = await (await fetch(`${url}/executions/Quick/shown`)).text();
  expect(page).toContain("Task State Entered");
  expect(page).not.toContain("<script>");
  expect((await fetch(`${url}/executions/Quick/nobody`)).status).toBe(404);
  const listed = await (await fetch(`${url}/executions.json?status=SUCCEEDED`)).json();
  expect(listed[0]).toMatchObject({ name: "shown", status: "SUCCEEDED", output: '"<script>"' });
});
