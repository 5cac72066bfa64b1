import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Where SST lays down its components, with their own packages. */
export const platform = join(root, ".sst/platform");

/** A folder of ours for what can be made again: builds, copies, results. Git does not see it. */
export function workFolder(...parts: string[]): string {
  const path = join(root, ".infra", ...parts);
  if (!existsSync(path)) mkdirSync(path, { recursive: true });
  return path;
}

/** What SST noted about the providers that it has laid down. */
export const providerLock = join(root, ".sst/provider-lock.json");
