import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import type { z } from "zod";
import { codeOf, Refusal } from "./refusal";

/** Reads one of our files. Returns undefined when it does not exist; throws a refusal that names it when it is damaged. */
export function readJson<Shape extends z.ZodType>(path: string, shape: Shape): z.infer<Shape> | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  const parsed = shape.safeParse(parse(text));
  if (!parsed.success) throw damaged(path);
  return parsed.data;
}

/** Replaces a file atomically: a reader sees the old or the new content, even after a power failure. */
export function writeJson(path: string, value: unknown, mode = 0o644): void {
  const temporary = `${path}.${process.pid}.new`;
  const file = openSync(temporary, "w", mode);
  try {
    writeSync(file, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** Returns the refusal for a file with unexpected content. Nothing is deleted automatically. */
export function damaged(path: string): Refusal {
  return new Refusal(
    `${path} is damaged. Restore it from a copy, or start over with an empty shop: npm run reset (deletes all data in this folder).`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
