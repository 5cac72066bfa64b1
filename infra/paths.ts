import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Folder of SST's components and their packages. */
export const platform = join(root, ".sst/platform");

/** Returns a folder for builds, copies and results, which Git ignores. */
export function workFolder(...parts: string[]): string {
  const path = join(root, ".infra", ...parts);
  if (!existsSync(path)) mkdirSync(path, { recursive: true });
  return path;
}

/** SST's lock file of the installed providers. */
export const providerLock = join(root, ".sst/provider-lock.json");
