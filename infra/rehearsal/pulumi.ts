import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type EngineOptions, type Outcome, platformOf, runProgram } from "../mock/engine";
import type { SynthesizedResource } from "../mock/recorder";
import { fillSecrets } from "../mock/secrets";

/**
 * Mocks the part of Pulumi's command line that SST needs to run a program against the mock engine. Returns the exit code.
 */
async function pulumi(args: readonly string[]): Promise<number> {
  const [verb, noun, name = ""] = args;
  if (verb === "version") return say("v3.215.0");
  if (verb === "stack" && noun === "init") return initialize(name);
  if (verb === "preview" || verb === "up") return deploy(args);
  console.error(`The mock of Pulumi does not know: ${args.join(" ")}`);
  return 1;
}

const backend = () => String(process.env.PULUMI_BACKEND_URL).replace("file://", "");

/** Returns the state file of a stack, `organization/app/stage`. */
function stateFile(stack: string): string {
  const [, app = "", stage = ""] = stack.split("/");
  return join(backend(), ".pulumi/stacks", app, `${stage}.json`);
}

function initialize(stack: string): number {
  const latest = { manifest: { time: new Date().toISOString(), magic: "", version: "" }, resources: [] };
  mkdirSync(dirname(stateFile(stack)), { recursive: true });
  writeFileSync(stateFile(stack), JSON.stringify({ version: 3, checkpoint: { stack, latest } }));
  return 0;
}

async function deploy(args: readonly string[]): Promise<number> {
  const option = (name: string) => args[args.indexOf(name) + 1] ?? "";
  const stack = option("--stack");
  const [, app = "", stage = ""] = stack.split("/");
  const file = /^main: (.*)$/m.exec(readFileSync(join(backend(), "Pulumi.yaml"), "utf8"))?.[1] ?? "";
  fillSecrets(join(platformOf(file), "../.."));
  const outcome = await runProgram({ file, platform: platformOf(file), app, stage, overrides: overrides() });
  if (process.env.REHEARSAL_OUTCOME) writeFileSync(process.env.REHEARSAL_OUTCOME, JSON.stringify(outcome));
  writeEvents(option("--event-log"), outcome);
  if (args[0] === "up") writeState(stateFile(stack), outcome);
  return outcome.errors.length > 0 ? 255 : 0;
}

/** Reads the outputs that the rehearsal overrides. */
function overrides(): NonNullable<EngineOptions["overrides"]> {
  const file = process.env.REHEARSAL_OVERRIDES;
  return file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Writes Pulumi's event log, which SST follows. */
function writeEvents(file: string, { resources, errors }: Outcome): void {
  const events = [
    ...resources.map((resource) => ({ resOutputsEvent: { metadata: created(resource), planning: false } })),
    ...errors.map((message) => ({
      diagnosticEvent: { urn: "", prefix: "", message, color: "raw", severity: "error" },
    })),
    {
      summaryEvent: {
        maybeCorrupt: false,
        durationSeconds: 1,
        resourceChanges: { create: resources.length },
        policyPacks: {},
      },
    },
  ];
  for (const [sequence, event] of events.entries())
    appendFileSync(file, `${JSON.stringify({ sequence, timestamp: 0, ...event })}\n`);
}

function created({ urn, type, inputs, outputs, options }: SynthesizedResource) {
  const provider = options.provider ?? "";
  const state = { type, urn, custom: options.custom, id: "", parent: options.parent ?? "", inputs, provider };
  return { op: "create", urn, type, old: null, new: { ...state, outputs: outputs ?? inputs }, provider };
}

function writeState(file: string, { resources, outputs }: Outcome): void {
  const state = JSON.parse(readFileSync(file, "utf8"));
  // SST takes the first resource for the stack.
  const isStack = ({ type }: SynthesizedResource) => Number(type === "pulumi:pulumi:Stack");
  state.checkpoint.latest.resources = resources
    .toSorted((one, other) => isStack(other) - isStack(one))
    .filter(({ options }) => !options.read)
    .map(({ urn, type, inputs, outputs: itsOutputs, options: { custom, parent } }) => ({
      urn,
      type,
      custom,
      ...(custom && { id: "mock" }),
      inputs,
      outputs: type === "pulumi:pulumi:Stack" ? outputs : (itsOutputs ?? inputs),
      ...(parent && { parent }),
    }));
  writeFileSync(file, JSON.stringify(state));
}

function say(text: string): number {
  console.log(text);
  return 0;
}

process.exit(await pulumi(process.argv.slice(2)));
