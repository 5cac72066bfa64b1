import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machines } from "@securecart/core/topology";
import { describe, expect, test } from "vitest";
import { root } from "../../services";
import { loadTopology } from "../../topology";
import { parseDefinition } from "./definition";
import { loadMachines } from "./machines";
import { machineOf, task, validatorsProblem } from "./testing";

const parse = (definition: object) => parseDefinition("Test", JSON.stringify(definition));
const ok = { B: { Type: "Succeed" } };
const pass = (more: object) => ({ Type: "Pass", Next: "B", ...more });
const inner = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });

describe("a definition is refused and its problem named", () => {
  test.each<[what: string, definition: object, problem: RegExp]>([
    ["JSONPath", { StartAt: "B", States: ok }, /QueryLanguage|JSONata/],
    ["a JSONPath state", machineOf({ A: pass({ QueryLanguage: "JSONPath" }), ...ok }), /A\.QueryLanguage/],
    [
      "a JSONPath field",
      machineOf({ A: pass({ ResultPath: "$.a" }), ...ok }),
      /"ResultPath"[\s\S]*States\.A/,
    ],
    ["an unknown state type", machineOf({ A: { Type: "Loop", Next: "B" }, ...ok }), /Loop/],
    [
      "an unknown resource",
      machineOf({ A: { ...task("F", { Next: "B" }), Resource: "arn:aws:states:::sqs:sendMessage" }, ...ok }),
      /sqs:sendMessage/,
    ],
    [
      "an unknown argument",
      machineOf({ A: task("F", { Next: "B", Arguments: { FunctionName: "f", Qualifier: "1" } }), ...ok }),
      /Qualifier/,
    ],
    [
      "a Task without a function",
      machineOf({ A: task("F", { Next: "B", Arguments: { Payload: {} } }), ...ok }),
      /FunctionName/,
    ],
    ["a misspelt timeout", machineOf({ A: task("F", { Next: "B", Timeout: 5 }), ...ok }), /"Timeout"/],
    [
      "an ItemReader",
      machineOf({
        A: { Type: "Map", ItemReader: {}, ItemProcessor: inner({ I: { Type: "Succeed" } }), Next: "B" },
        ...ok,
      }),
      /ItemReader/,
    ],
    [
      "a distributed Map",
      machineOf({
        A: {
          Type: "Map",
          ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" }, ...inner({ I: { Type: "Succeed" } }) },
          Next: "B",
        },
        ...ok,
      }),
      /Mode/,
    ],
    ["a missing start", machineOf(ok, { StartAt: "Z" }), /StartAt: the state Z does not exist/],
    ["a missing target", machineOf({ A: pass({ Next: "Z" }), ...ok }), /A: the state Z does not exist/],
    [
      "a missing Catch target",
      machineOf({ A: task("F", { Next: "B", Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }] }), ...ok }),
      /Z/,
    ],
    [
      "an unreachable state",
      machineOf({ A: pass({}), ...ok, C: { Type: "Succeed" } }),
      /C: unreachable state/,
    ],
    ["a dead end", machineOf({ A: { Type: "Pass" } }), /A: needs either Next or End/],
    ["both Next and End", machineOf({ A: pass({ End: true }), ...ok }), /A: needs either Next or End/],
    ["a Wait without a time", machineOf({ A: { Type: "Wait", Next: "B" }, ...ok }), /Seconds or Timestamp/],
    [
      "an invalid timestamp",
      machineOf({ A: { Type: "Wait", Timestamp: "tomorrow", Next: "B" }, ...ok }),
      /tomorrow/,
    ],
    [
      "States.ALL among others",
      machineOf({ A: task("F", { Next: "B", Retry: [{ ErrorEquals: ["States.ALL", "X"] }] }), ...ok }),
      /States\.ALL must be alone/,
    ],
    [
      "States.ALL before others",
      machineOf({
        A: task("F", {
          Next: "B",
          Catch: [
            { ErrorEquals: ["States.ALL"], Next: "B" },
            { ErrorEquals: ["X"], Next: "B" },
          ],
        }),
        ...ok,
      }),
      /last in its Catch/,
    ],
    [
      "an expression with a syntax error",
      machineOf({ A: pass({ Output: { a: "{% $x( %}" } }), ...ok }),
      /States\.A\.Output\.a/,
    ],
    [
      "an expression with surrounding text",
      machineOf({ A: pass({ Output: " {% 1 %}" }), ...ok }),
      /without other text/,
    ],
    [
      "the reserved variable",
      machineOf({ A: pass({ Assign: { states: 1 } }), ...ok }),
      /states is not a valid/,
    ],
    [
      "a variable of an enclosing branch",
      machineOf({
        A: pass({ Assign: { x: 1 }, Next: "P" }),
        P: {
          Type: "Parallel",
          Branches: [inner({ I: { Type: "Pass", Assign: { x: 2 }, End: true } })],
          Next: "B",
        },
        ...ok,
      }),
      /x belongs to an enclosing branch/,
    ],
    [
      "a duplicate state name",
      machineOf({ P: { Type: "Parallel", Branches: [inner({ B: { Type: "Succeed" } })], Next: "B" }, ...ok }),
      /B: this name is used by two states/,
    ],
    [
      "a heartbeat longer than the timeout",
      machineOf({ A: task("F", { Next: "B", TimeoutSeconds: 5, HeartbeatSeconds: 5 }), ...ok }),
      /HeartbeatSeconds must be less/,
    ],
  ])("%s", (_, definition, problem) => {
    expect(() => parse(definition)).toThrow(problem);
    expect(() => parse(definition)).toThrow(/The state machine Test cannot run here/);
  });

  test("when it is not JSON", () => {
    expect(() => parseDefinition("Test", "{")).toThrow(/not JSON/);
  });
});

describe("machines of a topology", () => {
  const folder = mkdtempSync(join(tmpdir(), "securecart-machines-"));
  const consumer = { handler: "a.handler", timeoutSeconds: 1 };
  const load = (definition: string, functions: Record<string, typeof consumer>) => {
    writeFileSync(join(folder, "m.json"), definition);
    return loadMachines(folder, [{ name: "M", definition: "m.json", functions }]);
  };
  const calling = JSON.stringify(
    machineOf({ A: { ...task("x", { End: true }), Arguments: { FunctionName: `\${Pack}` } } }),
  );

  test("a function's name is replaced with its ARN", () => {
    const [machine] = load(calling, { Pack: consumer });
    expect(machine?.arn).toBe("arn:aws:states:us-east-1:000000000000:stateMachine:M");
    expect(machine?.text).toContain('"arn:aws:lambda:us-east-1:000000000000:function:M-Pack"');
  });

  test("an unused or a missing function is refused", () => {
    expect(() => load(calling, {})).toThrow(/calls Pack/);
    expect(() => load(calling, { Pack: consumer, Send: consumer })).toThrow(/never calls Send/);
    expect(() => loadMachines(folder, [{ name: "M", definition: "none.json", functions: {} }])).toThrow(
      /Cannot read the definition/,
    );
  });

  test("the shop's own definitions run here and are valid for others", async () => {
    const { machines: own } = await loadTopology(undefined);
    expect(loadMachines(root, own).map(({ name }) => name)).toEqual(
      machines.map(({ name }: { name: string }) => name),
    );
    for (const { definition, name } of own)
      expect([name, validatorsProblem(JSON.parse(readFileSync(join(root, definition), "utf8")))]).toEqual([
        name,
        undefined,
      ]);
  });
});
