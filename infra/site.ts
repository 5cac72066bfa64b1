import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inside } from "../packages/local/src/environment";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { hashOf } from "./hash";
import { root, workFolder } from "./paths";
import { succeed } from "./process";
import { openWorkbench } from "./workbench";

/** A workbench that holds the built site: `.next`, and `.open-next` as it is deployed. */
export type Site = { folder: string; hash: string };

/** What the site is made from. */
const sources = [
  "app",
  "packages/core",
  "public",
  "next.config.ts",
  "open-next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
  "package-lock.json",
];

const folder = () => workFolder("site");
const stamp = () => join(folder(), ".site");

/** The built site of these sources: made with `open-next build` unless it is there. */
export async function buildSite(): Promise<Site> {
  const hash = hashOf(sources);
  if (built() === hash) return { folder: folder(), hash };
  rmSync(stamp(), { force: true }); // a build that is broken off must not pass for the one before it
  const bench = openWorkbench("site");
  const cloud = await startCloud({ worker: false, stripe: false });
  try {
    await seed(cloud);
    await build(bench, cloud);
  } finally {
    await cloud.stop();
  }
  writeFileSync(stamp(), hash);
  return { folder: bench, hash };
}

/** Any build of the site: to the stacks all are alike. `npm run infra` has made the one of these sources before. */
export async function openSite(): Promise<Site> {
  const hash = built();
  return hash ? { folder: folder(), hash } : buildSite();
}

function built(): string | undefined {
  return existsSync(stamp()) ? readFileSync(stamp(), "utf8") : undefined;
}

/** Fills an empty cloud with a few products. */
export async function seed({ env }: Cloud): Promise<void> {
  await succeed({
    program: process.execPath,
    args: ["--no-warnings", "--import", "tsx", join(root, "infra/seed.ts")],
    cwd: root,
    env: inside(env),
    seconds: 60,
  });
}

/** On AWS the build reads the stage's own table, linked by SST; here one of this machine, linked in the same way. */
async function build(bench: string, cloud: Cloud): Promise<void> {
  await succeed({
    program: process.execPath,
    args: [join(bench, "node_modules/@opennextjs/aws/dist/index.js"), "build"],
    cwd: bench,
    env: { ...inside(cloud.env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    seconds: 300,
  });
}
