import { fork } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { compiled } from "./compiled";
import { hashOf } from "./hash";
import { alone } from "./lock";
import type { ChildInput } from "./mock/child";
import type { Outcome } from "./mock/engine";
import type { SynthesizedResource } from "./mock/recorder";
import type { Build } from "./mock/rpc";
import { platform, workFolder } from "./paths";
import { installPlatform, platformHash } from "./platform";
import { type App, bundleProgram } from "./program";
import { openSite } from "./site";
import { openCopy } from "./workbench";

export type { SynthesizedResource } from "./mock/recorder";

/** The resources that `sst deploy --stage <stage>` would create, found without an AWS account. */
export type Synthesis = {
  stage: string;
  app: App;
  /** Sorted by URN. Secret values are plain; `secrets` of a resource has their paths. */
  resources: SynthesizedResource[];
  outputs: Record<string, unknown>;
  /** Functions to bundle, with their links. */
  builds: Build[];
};

export type Overrides = {
  /** Exact text of a file and its replacement. Missing text is an error. */
  replace?: readonly { file: string; from: string; to: string }[];
  environment?: Readonly<Record<string, string>>;
};

export type SynthesizeOptions = {
  overrides?: Overrides;
  /** True synthesizes for `sst dev`. */
  dev?: boolean;
};

/** Inputs of a synthesis, besides the site's build. */
const sources = [
  "sst.config.ts",
  "stacks",
  "packages",
  "container",
  "infra/mock",
  "infra/compiled.ts",
  "infra/program.ts",
  "infra/synthesize.ts",
];

const results = new Map<string, Promise<Synthesis>>();

/**
 * Runs the whole SST program of a stage under Pulumi's mock engine. Results are cached in memory and in
 * `.infra/synthesis`. Rejects with the errors of a failing program.
 */
export async function synthesize(stage: string, options: SynthesizeOptions = {}): Promise<Synthesis> {
  await installPlatform();
  const site = await openSite();
  const key = hashOf(sources, { stage, options, site: site.hash, platform: platformHash() });
  const known = results.get(key) ?? fromDisk(key, () => synthesizeNow(stage, options, site.folder, key));
  results.set(key, known);
  return known;
}

/** Synthesizes in one process; others read its file. */
function fromDisk(key: string, make: () => Promise<Synthesis>): Promise<Synthesis> {
  const file = join(workFolder("synthesis"), `${key}.json`);
  return alone(`${file}.lock`, async () => {
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Synthesis;
    const made = await make();
    writeFileSync(`${file}.new`, JSON.stringify(made));
    renameSync(`${file}.new`, file);
    forgetOldest();
    return made;
  });
}

async function synthesizeNow(
  stage: string,
  { overrides = {}, dev = false }: SynthesizeOptions,
  site: string,
  key: string,
): Promise<Synthesis> {
  const folder = join(workFolder("copies"), `${key}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  try {
    openCopy(folder);
    placeSite(site, folder);
    for (const change of overrides.replace ?? []) replaceIn(folder, change);
    const program = await bundleProgram(folder, stage, dev);
    try {
      const input = { file: program.file, platform, app: program.app.name, stage, folder };
      const { errors, unanswered, ...made } = await inChild(input, overrides.environment ?? {});
      if (unanswered.length > 0) errors.push(`infra/mock/outputs.ts does not know ${unanswered.join(", ")}`);
      if (errors.length > 0)
        throw new Error(`${stage} cannot be synthesized:\n${program.locate(errors.join("\n"))}`);
      return { stage, app: program.app, ...made };
    } finally {
      program.remove();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the site, but only the entry of its two large functions: packing them is slow, and other tests cover them. */
function placeSite(site: string, folder: string): void {
  symlinkSync(join(site, ".next"), join(folder, ".next"), "junction");
  mkdirSync(join(folder, ".open-next"));
  const entries = ["server-functions/default", "image-optimization-function"];
  for (const name of readdirSync(join(site, ".open-next")))
    if (!entries.some((entry) => entry.startsWith(name)))
      cpSync(join(site, ".open-next", name), join(folder, ".open-next", name), { recursive: true });
  for (const entry of entries)
    cpSync(join(site, ".open-next", entry, "index.mjs"), join(folder, ".open-next", entry, "index.mjs"));
}

function replaceIn(folder: string, { file, from, to }: { file: string; from: string; to: string }): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not contain:\n${from}`);
  writeFileSync(
    path,
    text.replaceAll(from, () => to),
  );
}

/** Runs a program in a child process with a minimal environment, because SST writes `process.env` to the state. */
async function inChild(input: ChildInput, given: Readonly<Record<string, string>>) {
  const { PATH, HOME, TMPDIR } = process.env;
  const program = await compiled("infra/mock/child.ts");
  return new Promise<Outcome & { builds: Build[] }>((resolve, reject) => {
    const child = fork(program, {
      cwd: input.folder,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: ["--no-warnings"],
      env: { NODE_ENV: "production", PATH, HOME, TMPDIR, SST_AWS_REGION: "us-east-1", ...given },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.once("error", reject);
    child.once("message", (outcome) => resolve(outcome as Outcome & { builds: Build[] }));
    child.once("exit", (code) => reject(new Error(`The synthesis ended with ${code}:\n${output}`)));
    child.send(input);
  });
}

/** Deletes the oldest results; 60 suffice for all stages and their mutants. */
function forgetOldest(): void {
  const folder = workFolder("synthesis");
  const aged = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.time - one.time);
  for (const { path } of aged.slice(60)) rmSync(path, { force: true });
}
