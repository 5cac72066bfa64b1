import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { hashOf } from "./hash";
import { platform, providerLock, root, workFolder } from "./paths";

/** Names that are not source: downloads, builds and test output. */
const notCopied =
  /^(\..*|node_modules|test-results|playwright-report|coverage|.*\.tsbuildinfo|next-env\.d\.ts)$/;

/**
 * Copies the repository for tools that write into it, such as Next and SST. Packages are hard links, because Next's
 * bundler follows no symbolic link out of a project.
 */
export function openWorkbench(name: string): string {
  const bench = workFolder(name);
  linkPackages("node_modules", bench, "node_modules/.package-lock.json");
  copySources(bench);
  return bench;
}

/** Adds SST's components to a workbench. */
export function addPlatform(bench: string): void {
  mkdirSync(join(bench, ".sst"), { recursive: true });
  linkPackages(".sst/platform", bench, ".sst/platform/package-lock.json");
  copyFileSync(providerLock, join(bench, ".sst/provider-lock.json"));
}

/** Copies the repository for a program that only reads packages: symbolic links, except for the workspaces. */
export function openCopy(path: string): void {
  mkdirSync(join(path, "node_modules"), { recursive: true });
  copySources(path);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name === "@securecart")
      cpSync(join(root, "node_modules", name), join(path, "node_modules", name), {
        recursive: true,
        verbatimSymlinks: true,
      });
    else if (!name.startsWith("."))
      symlinkSync(join(root, "node_modules", name), join(path, "node_modules", name), "junction");
  }
  mkdirSync(join(path, ".sst"));
  symlinkSync(platform, join(path, ".sst/platform"), "junction");
  copyFileSync(providerLock, join(path, ".sst/provider-lock.json"));
}

function copySources(to: string): void {
  for (const name of readdirSync(to)) if (!notCopied.test(name)) rmSync(join(to, name), { recursive: true });
  for (const name of readdirSync(root))
    if (!notCopied.test(name))
      cpSync(join(root, name), join(to, name), { recursive: true, preserveTimestamps: true });
}

/** Links the packages again only when the lockfile has changed. */
function linkPackages(folder: string, bench: string, lockfile: string): void {
  const stamp = join(bench, ".linked", folder.replaceAll("/", "-"));
  const wanted = hashOf([lockfile]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(join(bench, folder), { recursive: true, force: true });
  linkTree(join(root, folder), join(bench, folder));
  mkdirSync(join(bench, ".linked"), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Programs of `bundleProgram`, which other tests write to SST's folder and delete again at any moment. */
const passingProgram = /^program\.[\da-f-]+\.mjs(\.map)?$/;

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (passingProgram.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (entry.name !== ".cache") linkTree(source, target);
    } else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target);
  }
}

/** Links a file, or copies it where the file system has no links. */
function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
