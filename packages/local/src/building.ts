import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Cloud } from "./cloud";
import { readJson, writeJson } from "./json-file";
import type { TaskSpec } from "./process/task";
import { seedIdentity } from "./seeding";
import { buildFolder, nextEntry, root, webEnvironment } from "./services";

/** Source files and folders of the pages. */
const sources = [
  "app",
  "packages/core",
  "public",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
  "package-lock.json",
];

const Stamp = z.object({ hash: z.string() });
const stampFile = ({ env }: Cloud) => join(root, buildFolder(env), "securecart.json");

/** Returns whether the built pages match these sources and this folder's catalog. */
export function isBuilt(cloud: Cloud): boolean {
  const stamp = stampFile(cloud);
  return existsSync(stamp) && readJson(stamp, Stamp)?.hash === buildHash(cloud);
}

/** Builds the shop unless the build is current. Returns whether it built. */
export async function buildIfNeeded(cloud: Cloud): Promise<boolean> {
  if (isBuilt(cloud)) return false;
  await build(cloud);
  return true;
}

export async function build(cloud: Cloud): Promise<void> {
  const hash = buildHash(cloud);
  rmSync(stampFile(cloud), { force: true }); // an interrupted build must not pass for the previous one
  await cloud.run(buildTask(cloud));
  writeJson(stampFile(cloud), { hash });
}

function buildTask({ env }: Cloud): TaskSpec {
  return {
    name: "build",
    command: process.execPath,
    args: [nextEntry(), "build"],
    env: { ...webEnvironment(env), NODE_ENV: "production" },
    cwd: root,
  };
}

/** Returns the hash of the sources, the shop's address and the catalog, all of which the pages contain. */
function buildHash(cloud: Cloud): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([cloud.folder.id, seedIdentity(cloud.folder), cloud.env.SST_RESOURCE_Shop]));
  for (const source of sources) addTo(hash, source);
  return hash.digest("hex");
}

function addTo(hash: Hash, path: string): void {
  const full = join(root, path);
  const entry = existsSync(full) && readdirSyncOrFile(full);
  if (entry === false) return;
  if (entry === "file") {
    if (!/\.test\.tsx?$/.test(path)) hash.update(`${path}\0`).update(readFileSync(full)).update("\0");
    return;
  }
  for (const name of entry) if (name !== "node_modules") addTo(hash, join(path, name));
}

function readdirSyncOrFile(path: string): string[] | "file" {
  try {
    return readdirSync(path).sort();
  } catch {
    return "file";
  }
}
