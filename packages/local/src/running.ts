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

/** Tells other commands on this folder how to reach the cloud that has just opened. Holds secrets: owner only. */
export function announce(path: string, env: Environment): void {
  writeJson(fileIn(path), { pid: process.pid, env }, 0o600);
}

export function retract(path: string): void {
  rmSync(fileIn(path), { force: true });
}

/** The environment of the cloud that runs on this folder, waiting for one that is starting; undefined when none runs. */
export async function runningEnvironment(path: string): Promise<Environment | undefined> {
  const deadline = Date.now() + startingMs;
  while (isRunning(path)) {
    const running = readJson(fileIn(path), Running);
    if (running) return running.env;
    if (Date.now() > deadline)
      throw new Refusal(`The SecureCart on ${path} has been starting for a long time. Stop it first.`);
    await delay(50);
  }
  return undefined;
}
