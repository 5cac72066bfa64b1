import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import type { z } from "zod";
import { codeOf, Refusal } from "./refusal";

/** Reads a file of ours: undefined when it is not there, a refusal that names it when it is damaged. */
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

/** Writes the whole file or leaves the old one: a reader never sees half of it, not even after a power cut. */
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

/** What to say of a file that cannot be read as what it should be. Nothing is deleted for the merchant. */
export function damaged(path: string): Refusal {
  return new Refusal(
    `${path} is damaged. Put back a copy of it, or start over with an empty shop: npm run reset (deletes all data of this folder).`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
