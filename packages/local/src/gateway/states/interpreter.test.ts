import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Json } from "./json";
import { type Bench, failing, machineOf, openBench, task, tokenTask, validatorsProblem } from "./testing";

let bench: Bench;
let calls: Json[] = [];
let failures = 0;
let atOnce = 0;
let most = 0;

const functions = {
  Echo: (payload: Json) => payload,
  Count: (payload: Json) => {
    calls.push(payload);
    return calls.length;
  },
  /** Fails the first `failures` times. */
  Shaky: () => {
    calls.push("shaky");
    if (failures-- > 0) throw failing("Shaky");
    return "steady";
  },
  Broken: () => {
    throw failing("BrokenError", "it is broken");
  },
  Never: () => new Promise<Json>(() => undefined),
  Slow: async (payload: Json) => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce--;
    return payload;
  },
};

beforeAll(() => {
  bench = openBench(functions);
});
afterAll(() => bench.close());
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  calls = [];
  failures = 0;
  most = 0;
});

const result = "{% $states.result.Payload %}";
const pass = (more: object) => ({ Type: "Pass", ...more });
const end = { End: true };
const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const inline = { ProcessorConfig: { Mode: "INLINE" } };

type Row = [promise: string, states: Record<string, object>, input: Json, output: Json];

const rows: Row[] = [
  ["Pass hands its input on", { A: pass({ Next: "B" }), B: pass(end) }, { a: 1 }, { a: 1 }],
  [
    "Output replaces what is handed on",
    { A: pass({ Output: { b: "{% $states.input.a + 1 %}", c: "x" }, ...end }) },
    { a: 1 },
    { b: 2, c: "x" },
  ],
  [
    "all variables are assigned at once, from their previous values",
    {
      A: pass({ Assign: { x: 1, y: 2 }, Next: "B" }),
      B: pass({ Assign: { x: "{% $y %}", y: "{% $x %}" }, Next: "C" }),
      C: pass({ Output: "{% [$x, $y] %}", ...end }),
    },
    {},
    [2, 1],
  ],
  [
    "a Task returns the function's result",
    { A: task("Echo", { Output: result, ...end }) },
    { n: 1 },
    { n: 1 },
  ],
  [
    "a Task without Output returns the whole response",
    { A: task("Echo", end) },
    7,
    { Payload: 7, StatusCode: 200 },
  ],
  [
    "Choice takes the first rule that holds, with its Output and Assign",
    {
      A: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $states.input.n > 10 %}", Next: "Big" },
          {
            Condition: "{% $states.input.n > 1 %}",
            Next: "Some",
            Output: "{% $states.input.n * 2 %}",
            Assign: { v: 5 },
          },
        ],
        Default: "Big",
      },
      Big: pass(end),
      Some: pass({ Output: "{% [$states.input, $v] %}", ...end }),
    },
    { n: 3 },
    [6, 5],
  ],
  [
    "Choice falls to its Default",
    {
      A: {
        Type: "Choice",
        Choices: [{ Condition: "{% false %}", Next: "B" }],
        Default: "C",
        Output: "{% 'd' %}",
      },
      B: pass(end),
      C: { Type: "Succeed" },
    },
    {},
    "d",
  ],
  ["Wait hands its input on", { A: { Type: "Wait", Seconds: 3600, ...end } }, { w: 1 }, { w: 1 }],
  [
    "Wait reads its seconds from an expression",
    { A: { Type: "Wait", Seconds: "{% $states.input %}", Output: "{% $states.input + 1 %}", ...end } },
    90,
    91,
  ],
  [
    "Wait until a time that is past is short",
    { A: { Type: "Wait", Timestamp: "2020-01-01T00:00:00Z", ...end } },
    1,
    1,
  ],
  [
    "Wait until a time from an expression",
    { A: { Type: "Wait", Timestamp: "{% $fromMillis($millis() + 5000) %}", ...end } },
    1,
    1,
  ],
  [
    "Succeed may shape the output",
    { A: { Type: "Succeed", Output: { ok: "{% $states.input %}" } } },
    1,
    { ok: 1 },
  ],
  [
    "Parallel gives the outputs of its branches in order, each with the Arguments",
    {
      A: {
        Type: "Parallel",
        Arguments: { n: "{% $states.input %}" },
        Branches: [
          branch({
            Left: { Type: "Wait", Seconds: 5, Next: "Left2" },
            Left2: pass({ Output: "{% $states.input.n %}", ...end }),
          }),
          branch({ Right: task("Echo", { Output: result, ...end }) }),
        ],
        ...end,
      },
    },
    4,
    [4, { n: 4 }],
  ],
  [
    "a branch can read outer variables, and its own variables end with it",
    {
      A: pass({ Assign: { outer: "o" }, Next: "B" }),
      B: {
        Type: "Parallel",
        Branches: [
          branch({
            In: pass({ Assign: { inner: "{% $outer & 'i' %}" }, Next: "In2" }),
            In2: pass({ Output: "{% $inner %}", ...end }),
          }),
        ],
        Next: "C",
      },
      C: pass({ Output: "{% [$states.input[0], $exists($inner)] %}", ...end }),
    },
    {},
    ["oi", false],
  ],
  [
    "Map runs once for each item, in order",
    {
      A: {
        Type: "Map",
        Items: "{% $states.input.list %}",
        ItemSelector: {
          i: "{% $states.context.Map.Item.Index %}",
          v: "{% $states.context.Map.Item.Value %}",
          k: "{% $states.input.k %}",
        },
        MaxConcurrency: 2,
        ItemProcessor: { ...inline, ...branch({ In: task("Slow", { Output: result, ...end }) }) },
        ...end,
      },
    },
    { list: ["a", "b", "c"], k: 1 },
    [
      { i: 0, v: "a", k: 1 },
      { i: 1, v: "b", k: 1 },
      { i: 2, v: "c", k: 1 },
    ],
  ],
  [
    "Map over nothing gives nothing",
    {
      A: {
        Type: "Map",
        ItemProcessor: { ...inline, ...branch({ In: pass(end) }) },
        Output: "{% $states.result %}",
        ...end,
      },
    },
    [],
    [],
  ],
  [
    "Retry goes on after failures, and counts them",
    {
      A: task("Shaky", {
        Retry: [{ ErrorEquals: ["Other"] }, { ErrorEquals: ["Shaky"], MaxAttempts: 2 }],
        Output: "{% [$states.result.Payload, $states.context.State.RetryCount] %}",
        ...end,
      }),
    },
    { failures: 2 },
    ["steady", 2],
  ],
  [
    "Catch gives the error on and may assign",
    {
      A: task("Broken", {
        Catch: [
          { ErrorEquals: ["BrokenError"], Next: "B", Assign: { why: "{% $states.errorOutput.Cause %}" } },
        ],
        ...end,
      }),
      B: pass({ Output: { was: "{% $states.input %}", why: "{% $why %}" }, ...end }),
    },
    {},
    { was: { Error: "BrokenError", Cause: "it is broken" }, why: "it is broken" },
  ],
  [
    "Catch with Output gives that",
    {
      A: task("Broken", {
        Catch: [
          {
            ErrorEquals: ["States.TaskFailed"],
            Next: "B",
            Output: "{% $states.input.n & $states.errorOutput.Error %}",
          },
        ],
        ...end,
      }),
      B: pass(end),
    },
    { n: 1 },
    "1BrokenError",
  ],
  [
    "a Task that times out can be caught as States.Timeout, not as States.TaskFailed",
    {
      A: task("Never", {
        TimeoutSeconds: 60,
        Catch: [
          { ErrorEquals: ["States.TaskFailed"], Next: "B", Output: "failed" },
          { ErrorEquals: ["States.Timeout"], Next: "B", Output: "late" },
        ],
        ...end,
      }),
      B: pass(end),
    },
    {},
    "late",
  ],
  [
    "a token without heartbeats fails with States.HeartbeatTimeout",
    {
      A: tokenTask("Echo", {
        TimeoutSeconds: 600,
        HeartbeatSeconds: "{% 20 + 10 %}",
        Catch: [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "B", Output: "silent" }],
        ...end,
      }),
      B: pass(end),
    },
    {},
    "silent",
  ],
  [
    "a failed branch fails the Parallel state, which can catch the error",
    {
      A: {
        Type: "Parallel",
        Branches: [
          branch({ L: task("Broken", end) }),
          branch({ R: { Type: "Wait", Seconds: 86_400, ...end } }),
        ],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "B", Output: "{% $states.errorOutput.Error %}" }],
        ...end,
      },
      B: pass(end),
    },
    {},
    "BrokenError",
  ],
  [
    "a Map can retry all its iterations",
    {
      A: {
        Type: "Map",
        Items: [1, 2],
        ItemProcessor: { ...inline, ...branch({ In: task("Shaky", { Output: result, ...end }) }) },
        Retry: [{ ErrorEquals: ["Shaky"], IntervalSeconds: 3 }],
        ...end,
      },
    },
    { failures: 1 },
    ["steady", "steady"],
  ],
  [
    "a failing expression can be caught",
    {
      A: task("Echo", {
        Output: "{% $states.result.nothing %}",
        Catch: [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "B", Output: "caught" }],
        ...end,
      }),
      B: pass(end),
    },
    {},
    "caught",
  ],
  [
    "the functions that Step Functions adds are available",
    {
      A: pass({
        Output: {
          partition: "{% $partition([1,2,3], 2) %}",
          range: "{% $range(1, 7, 3) %}",
          hash: "{% $hash('a', 'SHA-256') %}",
          random: "{% $random(5) = $random(5) and $random() < 1 %}",
          uuid: "{% $length($uuid()) %}",
          parse: "{% $parse('{\"a\":[1]}').a %}",
          now: "{% $toMillis($now()) <= $millis() %}",
        },
        ...end,
      }),
    },
    {},
    {
      partition: [[1, 2], [3]],
      range: [1, 4, 7],
      hash: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
      random: true,
      uuid: 36,
      parse: [1],
      now: true,
    },
  ],
  [
    "the context contains execution, state and machine",
    {
      A: pass({
        Output:
          "{% [$states.context.State.Name, $states.context.StateMachine.Name, $states.context.Execution.Input.n] %}",
        ...end,
      }),
    },
    { n: 9 },
    ["A", "Bench", 9],
  ],
];

describe("an execution succeeds", () => {
  test.each(rows)("%s", async (_, states, input, output) => {
    failures =
      typeof input === "object" && input !== null && "failures" in input ? Number(input.failures) : 0;
    const definition = machineOf(states);
    expect(validatorsProblem(definition)).toBeUndefined();
    const execution = await bench.run(definition, input);
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: JSON.stringify(output) });
    const { nextDue } = bench.store;
    expect([bench.store.rootFrame(execution.arn), nextDue()]).toEqual([undefined, undefined]);
  });

  test("a Map never runs more iterations at once than its limit", async () => {
    const processor = { ...inline, ...branch({ In: task("Slow", end) }) };
    const Items = [1, 2, 3, 4, 5, 6, 7];
    await bench.run(
      machineOf({ A: { Type: "Map", Items, MaxConcurrency: 3, ItemProcessor: processor, ...end } }),
    );
    expect(most).toBeLessThanOrEqual(3);
  });
});

test("the history contains every step and its previous step", async () => {
  const definition = machineOf({
    A: task("Echo", { Next: "B" }),
    B: { Type: "Parallel", Branches: [branch({ L: pass(end) })], Next: "C" },
    C: { Type: "Succeed" },
  });
  const { arn } = await bench.run(definition);
  const events = bench.events(arn);
  expect(events.map(({ type }) => type)).toEqual([
    "ExecutionStarted",
    "TaskStateEntered",
    "TaskScheduled",
    "TaskStarted",
    "TaskSucceeded",
    "TaskStateExited",
    "ParallelStateEntered",
    "ParallelStateStarted",
    "PassStateEntered",
    "PassStateExited",
    "ParallelStateSucceeded",
    "ParallelStateExited",
    "SucceedStateEntered",
    "SucceedStateExited",
    "ExecutionSucceeded",
  ]);
  expect(events.map(({ id, previous }) => id - previous)).toEqual(events.map(() => 1));
});
