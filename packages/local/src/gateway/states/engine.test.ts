import { afterEach, expect, test, vi } from "vitest";
import { openEngine } from "./engine";
import { type Bench, machineOf, openBench, task } from "./testing";

let bench: Bench;
afterEach(() => bench.close());

test("only a function whose result was not recorded is called again", async () => {
  const asked: string[] = [];
  bench = openBench({
    First: () => {
      asked.push("first");
      return 1;
    },
    Second: () => {
      asked.push("second");
      return new Promise(() => undefined);
    },
  });
  const arn = bench.start(machineOf({ A: task("First", { Next: "B" }), B: task("Second", { End: true }) }));
  await vi.waitUntil(() => asked.includes("second"));
  bench.engine.stop();
  const another = openEngine(bench.store, async () => ({ result: "from the other" }));
  another.resume();
  expect(await bench.ended(arn)).toMatchObject({ status: "SUCCEEDED", output: '"from the other"' });
  expect(asked).toEqual(["first", "second"]);
  another.stop();
});

test("a result that arrives after its task timed out changes nothing", async () => {
  let answer: (value: string) => void = () => undefined;
  bench = openBench({
    Late: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const Catch = [{ ErrorEquals: ["States.Timeout"], Next: "B", Output: "late" }];
  const definition = machineOf({
    A: task("Late", { TimeoutSeconds: 30, Catch, End: true }),
    B: { Type: "Wait", Seconds: 60, End: true },
  });
  const arn = bench.start(definition);
  const ended = bench.ended(arn);
  await vi.waitUntil(() => bench.events(arn).some(({ type }) => type === "TaskTimedOut"));
  answer("too late");
  expect(await ended).toMatchObject({ output: '"late"' });
  expect(bench.events(arn).some(({ type }) => type === "TaskSucceeded")).toBe(false);
});

test("an execution keeps the definition it started with", async () => {
  bench = openBench({});
  const wait = { Type: "Wait", Seconds: 60, Next: "B" };
  const arn = bench.start(machineOf({ A: wait, B: { Type: "Pass", Output: "old", End: true } }));
  const renewed = machineOf({ A: wait, B: { Type: "Pass", Output: "new", End: true } });
  expect(await bench.run(renewed)).toMatchObject({ output: '"new"' });
  expect(await bench.ended(arn)).toMatchObject({ output: '"old"' });
});

test("an execution is deleted 90 days after its end", async () => {
  bench = openBench({});
  const { arn } = await bench.run(machineOf({ A: { Type: "Succeed" } }));
  await bench.run(machineOf({ A: { Type: "Wait", Seconds: 91 * 24 * 3600, End: true } }));
  bench.engine.resume();
  expect(bench.store.execution(arn)).toBeUndefined();
  expect(bench.events(arn)).toEqual([]);
});
