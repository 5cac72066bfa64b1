import { spawnSync } from "node:child_process";
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import type { Stage } from "./dockerfile";
import { all } from "./dockerfile";

/** Lists what `COPY . .` copies: the files of the repository without those in the ignore file. */
export function contextFiles(root: string): string[] {
  const ignored = readFileSync(join(root, "container/Dockerfile.dockerignore"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));
  const { stdout } = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const isIgnored = (file: string) => {
    const parts = file.split("/");
    const above = parts.map((_, i) => parts.slice(0, i + 1).join("/"));
    return ignored.some((pattern) => above.some((path) => matchesGlob(path, pattern)));
  };
  return stdout.split("\0").filter((file) => file && !isIgnored(file));
}

/**
 * Runs a stage's COPY lines into `target`. `sources` has the files of earlier stages by name, and the context as "".
 */
export function copyAll(stage: Stage, target: string, sources: Record<string, { root: string; at: string }>) {
  for (const { words, flags } of all(stage, "COPY")) {
    const from = sources[flags.from ?? ""];
    if (!from) throw new Error(`There is no stage ${flags.from}.`);
    const paths = words.slice(0, -1);
    const to = words.at(-1) ?? "";
    for (const path of paths) {
      const source = join(from.root, path.startsWith(from.at) ? path.slice(from.at.length) : path);
      const intoFolder = to.endsWith("/") && !isFolder(source);
      cpSync(source, join(target, to, intoFolder ? (path.split("/").at(-1) ?? "") : ""), { recursive: true });
    }
  }
}

const isFolder = (path: string) => {
  try {
    return readdirSync(path) !== null;
  } catch {
    return false;
  }
};

/** Copies installed packages by hard links, in a second instead of the minute that `npm ci` takes. */
export function linkTree(from: string, to: string) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

/** Links a file, or copies it when the target is on another disk. */
function linkOrCopy(from: string, to: string) {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    cpSync(from, to);
  }
}
