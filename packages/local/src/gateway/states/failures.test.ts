import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Json } from "./json";
import { type Bench, failing, machineOf, openBench, task, validatorsProblem } from "./testing";

let bench: Bench;

beforeAll(() => {
  bench = openBench({
    Echo: (payload: Json) => payload,
    Broken: () => {
      throw failing("BrokenError", "it is broken");
    },
  });
});
afterAll(() => bench.close());
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});

const pass = (more: object) => ({ Type: "Pass", ...more });
const end = { End: true };
const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const inline = { ProcessorConfig: { Mode: "INLINE" } };

type Failing = [promise: string, states: Record<string, object>, error: string | undefined, cause: RegExp];

describe("an execution fails", () => {
  test.each<Failing>([
    [
      "at a Fail state",
      { A: { Type: "Fail", Error: "Sold", Cause: "{% 'out ' & $states.input.n %}" } },
      "Sold",
      /^out 1$/,
    ],
    ["with the function's error", { A: task("Broken", end) }, "BrokenError", /it is broken/],
    [
      "when the function does not exist",
      { A: task("Nobody", end) },
      "Lambda.ResourceNotFoundException",
      /Nobody/,
    ],
    [
      "when no choice rule matches",
      { A: { Type: "Choice", Choices: [{ Condition: "{% false %}", Next: "B" }] }, B: pass(end) },
      "States.NoChoiceMatched",
      /A/,
    ],
    [
      "when a condition is not a boolean",
      { A: { Type: "Choice", Choices: [{ Condition: "{% 1 %}", Next: "B" }] }, B: pass(end) },
      "States.QueryEvaluationError",
      /Condition/,
    ],
    [
      "when an expression returns nothing",
      { A: pass({ Output: { a: ["{% $states.input.none %}"] }, ...end }) },
      "States.QueryEvaluationError",
      /Output\/a\[0\].*undefined/,
    ],
    [
      "when an expression returns a function",
      { A: pass({ Output: "{% $sum %}", ...end }) },
      "States.QueryEvaluationError",
      /function/,
    ],
    [
      "when an expression throws",
      { A: pass({ Output: "{% $error('no') %}", ...end }) },
      "States.QueryEvaluationError",
      /no/,
    ],
    [
      "when an expression never ends",
      { A: pass({ Output: "{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}", ...end }) },
      "States.QueryEvaluationError",
      /stack/i,
    ],
    [
      "at $eval",
      { A: pass({ Output: "{% $eval('1') %}", ...end }) },
      "States.QueryEvaluationError",
      /not available/,
    ],
    [
      "when the seconds are not a number",
      { A: { Type: "Wait", Seconds: "{% 'x' %}", ...end } },
      "States.QueryEvaluationError",
      /Seconds/,
    ],
    [
      "when the items are not a list",
      { A: { Type: "Map", ItemProcessor: { ...inline, ...branch({ In: pass(end) }) }, ...end } },
      "States.QueryEvaluationError",
      /Items/,
    ],
    [
      "when a state's output is too large",
      { A: pass({ Output: "{% $pad('', 300000) %}", ...end }) },
      "States.DataLimitExceeded",
      /262144/,
    ],
    [
      "when a Catch cannot be evaluated",
      {
        A: task("Broken", {
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "B", Output: "{% $none %}" }],
          ...end,
        }),
        B: pass(end),
      },
      "States.QueryEvaluationError",
      /undefined/,
    ],
    [
      "when the retries are exhausted",
      { A: task("Broken", { Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 1 }], ...end }) },
      "BrokenError",
      /broken/,
    ],
    [
      "when the data limit is exceeded, which cannot be caught",
      {
        A: task("Echo", {
          Output: "{% $pad('', 300000) %}",
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }],
          ...end,
        }),
        B: pass(end),
      },
      "States.DataLimitExceeded",
      /262144/,
    ],
  ])("%s", async (_, states, error, cause) => {
    const definition = machineOf(states);
    expect(validatorsProblem(definition)).toBeUndefined();
    const execution = await bench.run(definition, { n: 1 });
    expect(execution).toMatchObject({ status: "FAILED", failure: { error } });
    expect(execution.failure?.cause).toMatch(cause);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining(`ended FAILED: ${error}`));
  });

  test("when its timeout expires", async () => {
    const execution = await bench.run(
      machineOf({ A: { Type: "Wait", Seconds: 900, ...end } }, { TimeoutSeconds: 60 }),
    );
    expect(execution).toMatchObject({ status: "TIMED_OUT", failure: { error: "States.Timeout" } });
  });

  test("when its history reaches its limit", async () => {
    const loop = machineOf({ A: pass({ Next: "B" }), B: pass({ Next: "A" }) });
    vi.spyOn(bench.store, "lastEvent").mockReturnValue(25_000);
    expect(await bench.run(loop)).toMatchObject({ failure: { error: "States.Runtime" } });
    vi.mocked(bench.store.lastEvent).mockRestore();
  });
});
