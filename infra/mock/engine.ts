import { randomBytes } from "node:crypto";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { call, newResource } from "./outputs";
import { type Monitor, record, type SynthesizedResource } from "./recorder";

/** Options of a run. `file` is a program of `bundleProgram` or of SST's command line. */
export type EngineOptions = {
  file: string;
  platform: string;
  app: string;
  stage: string;
  /** Outputs that override those of `outputs.ts`, by logical name. */
  overrides?: Record<string, Record<string, unknown>>;
  seconds?: number;
};

export type Outcome = {
  resources: SynthesizedResource[];
  outputs: Record<string, unknown>;
  /** Provider functions that `outputs.ts` does not know: they returned their inputs. */
  unanswered: string[];
  errors: string[];
};

type Pulumi = {
  runtime: {
    setMocks(
      mocks: object,
      project: string,
      stack: string,
      preview: boolean,
      organization: string,
    ): Promise<void>;
    runInPulumiStack(program: () => unknown): Promise<unknown>;
    disconnect(): Promise<void>;
  };
};
type MockArguments = { type: string; name: string; inputs: Record<string, unknown>; id?: string };
type CallArguments = { token: string; inputs: Record<string, unknown> };

/**
 * Runs a program against Pulumi's mock engine and returns the registered resources. It never throws: errors, also those
 * inside an `apply`, are in `errors` with the last resource before them.
 */
export async function runProgram(options: EngineOptions): Promise<Outcome> {
  const { file, platform, app, stage, overrides = {}, seconds = 280 } = options;
  makeNamesRepeatable();
  const require = createRequire(join(platform, "package.json"));
  const { runtime } = require("@pulumi/pulumi") as Pulumi;
  const { MockMonitor } = require("@pulumi/pulumi/runtime/mocks.js") as {
    MockMonitor: { prototype: Monitor };
  };
  // Pulumi records the origin of each promise for leak reports, which are not read here and take a fifth of a run.
  const debuggable = require("@pulumi/pulumi/runtime/debuggable.js") as { debuggablePromise: unknown };
  debuggable.debuggablePromise = <P>(promise: P) => promise;
  const unanswered = new Set<string>();
  const activity = { count: 0, last: "" };
  await runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }: MockArguments) => {
        activity.count++;
        activity.last = `${type} ${name}`;
        const { id: itsId, state } = newResource(type, name, inputs, id);
        return { id: itsId, state: { ...state, ...overrides[name] } };
      },
      call: ({ token, inputs }: CallArguments) => {
        activity.count++;
        const result = call(token, inputs);
        if (!result) unanswered.add(token);
        return result ?? inputs;
      },
    },
    app,
    stage,
    false,
    "organization",
  );
  const resources = record(MockMonitor.prototype);

  const errors = new Set<string>();
  const failed = failure(errors, activity, seconds);
  const finished = (async () => {
    // The bundle of `bundleProgram` exports a function; that of SST's command line runs on import.
    await runtime.runInPulumiStack(async () => {
      const { default: program } = (await import(pathToFileURL(file).href)) as { default: unknown };
      return typeof program === "function" ? program() : program;
    });
    await runtime.disconnect();
    await quiet(activity);
  })().catch((error) => errors.add(describe(error)));
  await Promise.race([finished, failed]);
  return {
    resources: [...resources.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1)),
    outputs: [...resources.values()].find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {},
    unanswered: [...unanswered].sort(),
    errors: [...errors],
  };
}

/** Makes the random suffix of physical names constant, because some logical names depend on it. */
function makeNamesRepeatable(): void {
  const crypto = createRequire(import.meta.url)("node:crypto") as { randomBytes: unknown };
  crypto.randomBytes = (size: number, callback?: (error: Error | null, bytes: Buffer) => void) =>
    callback ? randomBytes(size, callback) : size === 8 ? Buffer.alloc(size, 1) : randomBytes(size);
  syncBuiltinESMExports();
}

/**
 * Ends the run after an error, because Pulumi waits forever after one in an `apply`. A delay collects further errors.
 */
function failure(errors: Set<string>, activity: { last: string }, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => {
      errors.add(`${describe(error)}\n(the last resource before it: ${activity.last || "none"})`);
      setTimeout(resolve, 300);
    };
    process.on("unhandledRejection", fail).on("uncaughtException", fail);
    setTimeout(
      () => fail(new Error(`the program did not settle within ${seconds} s`)),
      seconds * 1000,
    ).unref();
  });
}

/** Waits until the last `apply`s have settled, which happens after the engine disconnects. */
async function quiet(activity: { count: number }): Promise<void> {
  for (let [calm, seen] = [0, -1]; calm < 20; ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    calm = activity.count === seen ? calm + 1 : 0;
    seen = activity.count;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Returns the folder in which SST's command line writes a program. */
export const platformOf = (file: string) => dirname(file);
