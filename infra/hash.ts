import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths";

/** Returns a hash of files and folders of the repository, without tests, and of another value. */
export function hashOf(paths: readonly string[], also: unknown = null): string {
  const hash = createHash("sha256").update(JSON.stringify(also) ?? "");
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex").slice(0, 32);
}

function addTo(hash: Hash, path: string): void {
  const full = join(root, path);
  if (!existsSync(full) || /\.test\.tsx?$/.test(path)) return;
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full)).update("\0");
    return;
  }
  for (const name of readdirSync(full).sort()) if (name !== "node_modules") addTo(hash, `${path}/${name}`);
}
