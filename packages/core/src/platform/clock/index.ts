import { readFileSync } from "node:fs";
import { z } from "zod";

export * as Clock from "./index";

/**
 * Clock file, which holds `{"offsetSeconds": n}`, or undefined for the machine's clock. Every "now" of the shop comes from
 * this module, so that a test can move time.
 */
const file = process.env.SECURECART_CLOCK_FILE;
const freshMilliseconds = 50;
const Offset = z.object({ offsetSeconds: z.number().default(0) });
let offset = { milliseconds: 0, readAt: Number.NEGATIVE_INFINITY };

/** Returns the time in milliseconds since 1970. */
export function now() {
  const real = Date.now();
  if (!file) return real;
  if (Math.abs(real - offset.readAt) > freshMilliseconds)
    offset = { milliseconds: readOffset(file), readAt: real };
  return real + offset.milliseconds;
}

/** Returns the time as an ISO 8601 string in UTC, `plusSeconds` later, or earlier when negative. */
export const iso = (plusSeconds = 0) => new Date(now() + plusSeconds * 1000).toISOString();

/** Returns the time in whole seconds since 1970, the unit of Stripe and of the table's TTL. */
export const seconds = (plusSeconds = 0) => Math.floor(now() / 1000) + plusSeconds;

/** Reads the offset in milliseconds; a missing file means 0. The writer replaces the whole file, so it is never partial. */
function readOffset(path: string) {
  try {
    return Offset.parse(JSON.parse(readFileSync(path, "utf8"))).offsetSeconds * 1000;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
