import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { isRunning } from "./data-folder";
import type { Environment } from "./environment";
import { readJson, writeJson } from "./json-file";
import { Refusal } from "./refusal";

const Running = z.object({ pid: z.number(), env: z.record(z.string(), z.string()) });

const fileIn = (path: string) => join(path, "running.json");
const startingMs = 30_000;

/** Writes how other commands on this folder reach the cloud. The file contains secrets and is readable only by its owner. */
export function announce(path: string, env: Environment): void {
  writeJson(fileIn(path), { pid: process.pid, env }, 0o600);
}

export function retract(path: string): void {
  rmSync(fileIn(path), { force: true });
}

/** Returns the environment of the cloud running on this folder, waiting while it starts; undefined when none is running. */
export async function runningEnvironment(path: string): Promise<Environment | undefined> {
  const deadline = Date.now() + startingMs;
  while (isRunning(path)) {
    const running = readJson(fileIn(path), Running);
    if (running) return running.env;
    if (Date.now() > deadline)
      throw new Refusal(`The SecureCart on ${path} is taking too long to start. Stop it first.`);
    await delay(50);
  }
  return undefined;
}
