import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../hash";
import { alone } from "../lock";
import type { Outcome } from "../mock/engine";
import type { SynthesizedResource } from "../mock/recorder";
import { workFolder } from "../paths";
import { platformHash } from "../platform";
import { openSite } from "../site";
import { openRehearsal } from "./open";

/** Result of a rehearsed `sst deploy`. */
export type Deployment = {
  code: number;
  output: string;
  resources: SynthesizedResource[];
  /** Link types that SST wrote. */
  types: string;
  functions: DeployedFunction[];
};

/** A function as it is deployed to Lambda. */
export type DeployedFunction = {
  name: string;
  /** SST's zip file; undefined for inline code. */
  archive: string | undefined;
  handler: string;
  environment: Record<string, string>;
};

const sources = [
  "sst.config.ts",
  "stacks",
  "packages",
  "infra/mock",
  "infra/rehearsal",
  "infra/compiled.ts",
  "infra/workbench.ts",
];

/** Deploys a temporary stage with SST's real command line. Cached by sources. */
export async function deploy(): Promise<Deployment> {
  const site = await openSite();
  const key = hashOf(sources, { site: site.hash, platform: platformHash() });
  const stamp = join(workFolder(), "deployment.json");
  return alone(`${stamp}.lock`, async () => {
    const known = existsSync(stamp)
      ? (JSON.parse(readFileSync(stamp, "utf8")) as { key: string } & Deployment)
      : null;
    if (known?.key === key) return known;
    rmSync(stamp, { force: true });
    const deployment = await deployNow();
    if (deployment.code === 0) writeFileSync(stamp, JSON.stringify({ key, ...deployment }));
    return deployment;
  });
}

async function deployNow(): Promise<Deployment> {
  const rehearsal = await openRehearsal("deployment");
  try {
    const { code, output } = await rehearsal.sst("deploy", "--stage", "rehearsal");
    const { resources } = rehearsal.outcome();
    const types = readFileSync(join(rehearsal.folder, "sst-env.d.ts"), "utf8");
    return { code, output, resources, types, functions: functionsOf(resources) };
  } finally {
    rehearsal.close();
  }
}

function functionsOf(resources: Outcome["resources"]): DeployedFunction[] {
  const archives = new Map(
    resources
      .filter(({ type }) => /^aws:s3\/bucketObject/.test(type))
      .map(({ inputs }) => [inputs.key, (inputs.source as { $asset?: string } | undefined)?.$asset]),
  );
  return resources
    .filter(({ type }) => type === "aws:lambda/function:Function")
    .map(({ name, inputs }) => ({
      name,
      archive: archives.get(inputs.s3Key),
      handler: String(inputs.handler),
      environment:
        (inputs.environment as { variables?: Record<string, string> } | undefined)?.variables ?? {},
    }));
}
