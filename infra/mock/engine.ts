import { randomBytes } from "node:crypto";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { call, newResource } from "./answers";
import { type Monitor, record, type SynthesizedResource } from "./recorder";

/** A program as `bundleProgram` leaves it, or as SST's command line hands it to Pulumi. */
export type EngineOptions = {
  file: string;
  platform: string;
  app: string;
  stage: string;
  /** States that differ from the usual answers, by the resource's logical name. */
  answers?: Record<string, Record<string, unknown>>;
  seconds?: number;
};

export type Outcome = {
  resources: SynthesizedResource[];
  outputs: Record<string, unknown>;
  /** Questions to AWS that have no answer in `answers.ts`: they got their own inputs back. */
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
 * Runs a program against Pulumi's mock engine and answers all that it registered. It never throws: an error of the
 * program, also one inside an `apply`, stands among the errors with the resource after which it came.
 */
export async function runProgram(options: EngineOptions): Promise<Outcome> {
  const { file, platform, app, stage, answers = {}, seconds = 280 } = options;
  makeNamesRepeatable();
  const require = createRequire(join(platform, "package.json"));
  const { runtime } = require("@pulumi/pulumi") as Pulumi;
  const { MockMonitor } = require("@pulumi/pulumi/runtime/mocks.js") as {
    MockMonitor: { prototype: Monitor };
  };
  // It notes of each promise where it was made, to name at its exit those that were not kept. Nobody reads that here,
  // and it takes a fifth of a run.
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
        return { id: itsId, state: { ...state, ...answers[name] } };
      },
      call: ({ token, inputs }: CallArguments) => {
        activity.count++;
        const answer = call(token, inputs);
        if (!answer) unanswered.add(token);
        return answer ?? inputs;
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
    // SST's own bundle is a function to be called; what its command line writes runs when it is imported.
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

/** Physical names end in random characters, and some logical names follow from them: here they are always the same. */
function makeNamesRepeatable(): void {
  const crypto = createRequire(import.meta.url)("node:crypto") as { randomBytes: unknown };
  crypto.randomBytes = (size: number, callback?: (error: Error | null, bytes: Buffer) => void) =>
    callback ? randomBytes(size, callback) : size === 8 ? Buffer.alloc(size, 1) : randomBytes(size);
  syncBuiltinESMExports();
}

/** After an error in an `apply` Pulumi waits for ever; so errors end the run, a moment later for those that follow. */
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

/** The last `apply`s settle after the engine has said goodbye: wait until nothing has come for a while. */
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

/** Where SST's command line puts the program that it made of a project. */
export const platformOf = (file: string) => dirname(file);
