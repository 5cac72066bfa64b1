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

/** A folder with `.open-next` as it is deployed, and what SST reads of `.next` beside it. */
export type Site = { folder: string; hash: string };

/** What the site is made from. */
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

/** What SST's component reads of Next's own build. */
const manifests = ["BUILD_ID", "routes-manifest.json", "prerender-manifest.json"];

/** The built site of these sources: made with `open-next build` unless it is there. */
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

/** Any build of the site: to the stacks all are alike. `npm run infra` has made the one of these sources before. */
export async function openSite(): Promise<Site> {
  const hash = hashOf(sources);
  const built = byAge();
  const found = built.includes(hash) ? hash : built[0];
  return found ? { folder: join(workFolder("built"), found), hash: found } : buildSite();
}

/** Fills an empty cloud with a few products. */
export async function seed({ env }: Pick<Cloud, "env">): Promise<void> {
  await succeed({
    program: process.execPath,
    args: ["--no-warnings", "--import", "tsx", join(root, "infra/seed.ts")],
    cwd: root,
    env: inside(env),
    seconds: 180,
  });
}

/** Which files of a build hold a secret that stood in the build's environment. */
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

/** On AWS the build reads the stage's own table, linked by SST; here one of this machine, linked in the same way. */
async function build(bench: string, { env }: Cloud): Promise<void> {
  await succeed({
    program: process.execPath,
    args: [join(bench, "node_modules/@opennextjs/aws/dist/index.js"), "build"],
    cwd: bench,
    env: { ...inside(env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    seconds: 900,
  });
}

/** A build appears whole; of those before it the last one stays, for whoever is reading it. */
function keep(bench: string, folder: string): void {
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, ".next"), { recursive: true });
  for (const name of manifests) cpSync(join(bench, ".next", name), join(unfinished, ".next", name));
  renameSync(join(bench, ".open-next"), join(unfinished, ".open-next"));
  renameSync(unfinished, folder);
  for (const old of byAge().slice(2)) rmSync(join(workFolder("built"), old), { recursive: true });
}

/** The builds that are there, the newest first. */
function byAge(): string[] {
  const folder = workFolder("built");
  const time = (name: string) => statSync(join(folder, name)).mtimeMs;
  return readdirSync(folder)
    .filter((name) => !name.endsWith(".new"))
    .sort((one, other) => time(other) - time(one));
}
