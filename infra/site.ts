import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { inside } from "../packages/local/src/environment";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { hashOf } from "./hash";
import { alone } from "./lock";
import { root, workFolder } from "./paths";
import { succeed } from "./process";
import { openWorkbench } from "./workbench";

/** A folder with the deployed `.open-next`, and the files of `.next` that SST reads. */
export type Site = { folder: string; hash: string };

/** Inputs of the build. */
const sources = [
  "app",
  "packages/core",
  "public",
  "next.config.js",
  "open-next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
  "package-lock.json",
  "infra/site.ts",
  "infra/seed.ts",
];

/** Files of Next's build that SST's component reads. */
const manifests = ["BUILD_ID", "routes-manifest.json", "prerender-manifest.json"];

/** Returns the built site of these sources; runs `open-next build` unless it exists. */
export function buildSite(): Promise<Site> {
  const hash = hashOf(sources);
  const site = { folder: join(workFolder("built"), hash), hash };
  return alone(join(workFolder(), "site.lock"), async () => {
    if (existsSync(site.folder)) return site;
    const bench = openWorkbench("site");
    const cloud = await startCloud({ worker: false, stripe: false });
    try {
      await seed(cloud);
      await build(bench, cloud);
      writeFileSync(
        join(bench, ".open-next", leaksFile),
        JSON.stringify(leaks(join(bench, ".open-next"), cloud)),
      );
    } finally {
      await cloud.stop();
    }
    keep(bench, site.folder);
    return site;
  });
}

/** Returns the current build of the site, else the newest: for the stacks all are equivalent. */
export async function openSite(): Promise<Site> {
  const hash = hashOf(sources);
  const built = byAge();
  const found = built.includes(hash) ? hash : built[0];
  return found ? { folder: join(workFolder("built"), found), hash: found } : buildSite();
}

/** Seeds an empty cloud with a few products. */
export async function seed({ env }: Pick<Cloud, "env">): Promise<void> {
  await succeed({
    program: process.execPath,
    args: ["--no-warnings", "--import", "tsx", join(root, "infra/seed.ts")],
    cwd: root,
    env: inside(env),
    seconds: 180,
  });
}

/** Lists the files of a build that contain a secret of the build's environment. */
const leaksFile = "leaks.json";

export function leaksOf({ folder }: Site): string[] {
  return JSON.parse(readFileSync(join(folder, ".open-next", leaksFile), "utf8")) as string[];
}

function leaks(folder: string, { folder: { secrets } }: Cloud): string[] {
  const values = Object.values(secrets);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return values.some((value) => bytes.includes(value));
    })
    .map((path) => relative(folder, path));
}

/** Builds the site against a local cloud; on AWS the build reads the stage's own table. */
async function build(bench: string, { env }: Cloud): Promise<void> {
  await succeed({
    program: process.execPath,
    args: [join(bench, "node_modules/@opennextjs/aws/dist/index.js"), "build"],
    cwd: bench,
    env: { ...inside(env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    seconds: 900,
  });
}

/** Publishes a build atomically. The previous one stays for processes that are reading it. */
function keep(bench: string, folder: string): void {
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, ".next"), { recursive: true });
  for (const name of manifests) cpSync(join(bench, ".next", name), join(unfinished, ".next", name));
  renameSync(join(bench, ".open-next"), join(unfinished, ".open-next"));
  renameSync(unfinished, folder);
  for (const old of byAge().slice(2)) rmSync(join(workFolder("built"), old), { recursive: true });
}

/** Returns the existing builds, the newest first. */
function byAge(): string[] {
  const folder = workFolder("built");
  const time = (name: string) => statSync(join(folder, name)).mtimeMs;
  return readdirSync(folder)
    .filter((name) => !name.endsWith(".new"))
    .sort((one, other) => time(other) - time(one));
}
