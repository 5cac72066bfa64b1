import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { readJson, writeJson } from "./json-file";

const Clock = z.object({ offsetSeconds: z.number() });

let seen = { path: "", changed: -1, offsetSeconds: 0 };

/** Returns the shop's time in milliseconds: the machine's time plus the offset set through the control endpoint. */
export function now(path = process.env.SECURECART_CLOCK_FILE): number {
  if (!path) return Date.now();
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (seen.path !== path || seen.changed !== changed)
    seen = { path, changed, offsetSeconds: changed ? readOffset(path) : 0 };
  return Date.now() + seen.offsetSeconds * 1000;
}

/** Returns how far the shop's clock is ahead, in seconds. */
export function clockOffset(path: string): number {
  return readJson(path, Clock)?.offsetSeconds ?? 0;
}

/** Moves the shop's clock. Every process of the cloud sees the change at its next reading. */
export function setClockOffset(path: string, offsetSeconds: number): void {
  writeJson(path, { offsetSeconds });
}

function readOffset(path: string): number {
  return Clock.parse(JSON.parse(readFileSync(path, "utf8"))).offsetSeconds;
}
