import { join } from "node:path";
import type { Cloud } from "../cloud";
import { dataPath } from "../data-folder";
import { runningEnvironment } from "../running";
import { markSeeded, seedProgram } from "../seeding";
import { root } from "../services";
import { problemOf } from "./problem";
import { runInside } from "./run";
import { openOwn } from "./serve";

/** Seeds the shop of this data folder, whether it is running or not: seed [--products N] [--seed N]. */
export async function seed(args: readonly string[]): Promise<number> {
  const path = dataPath(root, process.env.SECURECART_DATA);
  const command = [
    process.execPath,
    "--enable-source-maps",
    "--no-warnings",
    "--import",
    "tsx",
    seedProgram,
    ...args,
  ] as const;
  const [program, ...rest] = command;
  const running = await runningEnvironment(path);
  const mark = (code: number) => {
    if (code === 0 && !args.includes("--if-empty")) markSeeded({ file: (name) => join(path, name) });
    return code;
  };
  if (running) return mark(await runInside(running, program, rest));
  const cloud: Cloud = await openOwn((line) => {
    const problem = problemOf(line);
    if (problem !== undefined) console.error(`[${line.source}] ${problem}`);
  });
  try {
    return mark(await runInside(cloud.env, program, rest));
  } finally {
    await cloud.stop();
  }
}
