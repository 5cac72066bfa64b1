import { createWriteStream, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../test-results/logs", import.meta.url));

/** Returns the file for the output of one step or one cloud, in a folder that exists. */
export function logFile(name: string): string {
  mkdirSync(folder, { recursive: true });
  return `${folder}/${name.replaceAll(" ", "-")}.log`;
}

/** Empties the log of a cloud's processes and returns a function that appends a line to it. */
export function cloudLog(name: string): (line: { source: string; text: string }) => void {
  const file = createWriteStream(logFile(name));
  return ({ source, text }) => void file.write(`${source.padEnd(9)} ${text}\n`);
}
