import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { now, setClockOffset } from "../../clock";
import { type Engine, openEngine } from "./engine";
import type { Execution } from "./frame";
import type { HistoryEvent } from "./history";
import type { Json } from "./json";
import { openStore, type Store } from "./store";
import type { TaskOutcome } from "./task-transitions";

type Verdict = { isValid: boolean; errorsText: (separator?: string) => string };

/** Returns the public validator's problem with a definition, or undefined when it is valid. */
export function validatorsProblem(definition: unknown): string | undefined {
  const validate: (definition: unknown) => Verdict = createRequire(import.meta.url)("asl-validator");
  const { isValid, errorsText } = validate(structuredClone(definition)); // the validator modifies its argument
  return isValid ? undefined : errorsText("\n");
}

/** Returns a definition that starts at the first of its states. */
export function machineOf(states: Record<string, object>, more: object = {}): object {
  return { QueryLanguage: "JSONata", StartAt: Object.keys(states)[0], States: states, ...more };
}

/** Returns a task that calls one of the test's functions. */
export function task(name: string, more: object = {}, payload: Json = "{% $states.input %}"): object {
  const FunctionName = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName, Payload: payload },
    ...more,
  };
}

/** Returns a task whose result is sent with its token. */
export function tokenTask(name: string, more: object = {}): object {
  return {
    ...task(name, {}, { token: "{% $states.context.Task.Token %}" }),
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    ...more,
  };
}

export type TestFunctions = Record<string, (payload: Json) => Json | Promise<Json>>;

/** Opens an engine with its own journal and a clock that jumps to the next deadline. */
export type Bench = {
  store: Store;
  engine: Engine;
  start(definition: object, input?: Json): string;
  /** Resolves when an execution has ended. */
  ended(arn: string): Promise<Execution>;
  run(definition: object, input?: Json): Promise<Execution>;
  events(arn: string): HistoryEvent[];
  close(): void;
};

export function openBench(functions: TestFunctions): Bench {
  const folder = mkdtempSync(join(tmpdir(), "securecart-states-"));
  const clock = join(folder, "clock.json");
  process.env.SECURECART_CLOCK_FILE = clock;
  const store = openStore(join(folder, "states.sqlite"));
  const engine = openEngine(store, (name, payload) => call(functions, name, payload));
  let offset = 0;
  let count = 0;

  function start(definition: object, input: Json = {}): string {
    const name = `run-${++count}`;
    const arn = `arn:aws:states:us-east-1:000000000000:execution:Bench:${name}`;
    const hash = store.keepDefinition(JSON.stringify(definition), now());
    const machine = "arn:aws:states:us-east-1:000000000000:stateMachine:Bench";
    const text = JSON.stringify(input);
    engine.start({
      arn,
      machine,
      name,
      definition: hash,
      status: "RUNNING",
      input: text,
      started: now(),
      redrives: 0,
    });
    return arn;
  }

  async function ended(arn: string): Promise<Execution> {
    const deadline = Date.now() + 45_000;
    for (;;) {
      const execution = store.execution(arn);
      if (execution && execution.status !== "RUNNING") return execution;
      if (Date.now() > deadline) throw new Error(`${arn} does not end.`);
      const ahead = (store.nextDue() ?? 0) - now();
      if (ahead > 0) {
        offset += Math.ceil(ahead / 1000);
        setClockOffset(clock, offset);
      }
      await delay(5);
    }
  }

  return {
    store,
    engine,
    start,
    ended,
    run: (definition, input) => ended(start(definition, input)),
    events: (arn) => store.history(arn, { reverse: false, limit: 1000 }),
    close() {
      engine.stop();
      rmSync(folder, { recursive: true });
      delete process.env.SECURECART_CLOCK_FILE;
    },
  };
}

async function call(functions: TestFunctions, arn: string, payload: Json): Promise<TaskOutcome> {
  const found = functions[arn.split(":").at(-1) ?? ""];
  if (!found) return { failure: { error: "Lambda.ResourceNotFoundException", cause: arn } };
  try {
    return { result: { Payload: await found(payload), StatusCode: 200 } };
  } catch (error) {
    const failed = error instanceof Error ? error : new Error(String(error));
    return { failure: { error: failed.name, cause: failed.message } };
  }
}

/** Creates the error with which a function fails under a given name. */
export function failing(name: string, message = "on purpose"): Error {
  return Object.assign(new Error(message), { name });
}
