import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compiled } from "../compiled";
import type { Outcome } from "../mock/engine";
import { region } from "../mock/outputs";
import { workFolder } from "../paths";
import { installPlatform, offline } from "../platform";
import { type Ending, run } from "../process";
import { openSite } from "../site";
import { addPlatform, openWorkbench } from "../workbench";
import { openAws } from "./aws";

/** A separate project, configuration and mock account for SST's real command line. */
export type Rehearsal = {
  folder: string;
  env: NodeJS.ProcessEnv;
  sst(...args: string[]): Promise<Ending>;
  /** Returns the result of the last run. */
  outcome(): Outcome;
  close(): void;
};

/** Opens a rehearsal in a workbench; `overrides` replaces outputs of the mock engine. */
export async function openRehearsal(
  name: string,
  {
    overrides = {},
    environment = {},
  }: { overrides?: object; environment?: Readonly<Record<string, string>> } = {},
): Promise<Rehearsal> {
  await installPlatform();
  const site = await openSite();
  const folder = openWorkbench(name);
  rmSync(join(folder, ".sst/artifacts"), { recursive: true, force: true });
  addPlatform(folder);
  for (const part of [".next", ".open-next"]) rmSync(join(folder, part), { recursive: true, force: true });
  // A copy, because `next dev` writes into it and its modules look for packages from there.
  cpSync(join(site.folder, ".next"), join(folder, ".next"), { recursive: true });
  symlinkSync(join(site.folder, ".open-next"), join(folder, ".open-next"), "junction");
  const aws = await openAws();
  const config = workFolder(`${name}-config`);
  await placePulumi(config);
  const overridesFile = join(config, "overrides.json");
  writeFileSync(overridesFile, JSON.stringify(overrides));
  const outcomeFile = join(config, "outcome.json");
  rmSync(outcomeFile, { force: true });
  const { PATH, HOME, TMPDIR } = process.env;
  const env = {
    NODE_ENV: "production" as const,
    PATH,
    HOME,
    TMPDIR,
    ...offline,
    // SST must find the mock of Pulumi.
    SST_SKIP_DEPENDENCY_CHECK: undefined,
    SST_SKIP_APPSYNC: "1",
    XDG_CONFIG_HOME: config,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "mock",
    AWS_SECRET_ACCESS_KEY: "mock",
    AWS_EC2_METADATA_DISABLED: "true",
    NEXT_TELEMETRY_DISABLED: "1",
    AWS_ENDPOINT_URL: aws.url,
    REHEARSAL_OVERRIDES: overridesFile,
    REHEARSAL_OUTCOME: outcomeFile,
    ...environment,
  };
  return {
    folder,
    env,
    sst: (...args) => run({ program: sst(folder), args, cwd: folder, env, seconds: 300 }),
    outcome: () => JSON.parse(readFileSync(outcomeFile, "utf8")) as Outcome,
    close: aws.close,
  };
}

/** Returns the path of SST's binary, which gets signals directly, without its launcher. */
export function sst(folder: string): string {
  return join(folder, "node_modules", `sst-${process.platform}-${process.arch}`, "bin/sst");
}

/** Installs the mock of Pulumi where SST looks for it. */
async function placePulumi(config: string): Promise<void> {
  const bin = join(config, "sst/bin");
  mkdirSync(bin, { recursive: true });
  const program = await compiled("infra/rehearsal/pulumi.ts");
  const script = `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${program}" "$@"\n`;
  writeFileSync(join(bin, "pulumi"), script);
  chmodSync(join(bin, "pulumi"), 0o755);
}
