import { readFileSync } from "node:fs";

export * as Clock from "./index";

/**
 * Every "now" of the shop comes from here, so that a test can move time. A clock file, when one is named in the
 * environment, holds `{"offsetSeconds": n}`; without one this is the machine's clock.
 */
const file = process.env.SECURECART_CLOCK_FILE;
const freshMilliseconds = 50;
let offset = { milliseconds: 0, readAt: Number.NEGATIVE_INFINITY };

/** Now, in milliseconds since 1970. */
export function now() {
  const real = Date.now();
  if (!file) return real;
  if (Math.abs(real - offset.readAt) > freshMilliseconds)
    offset = { milliseconds: readOffset(file), readAt: real };
  return real + offset.milliseconds;
}

/** Now as an ISO 8601 UTC string; with seconds, that much later (or earlier when negative). */
export const iso = (plusSeconds = 0) => new Date(now() + plusSeconds * 1000).toISOString();

/** Now in whole seconds since 1970, the unit of Stripe and of the table's TTL. */
export const seconds = (plusSeconds = 0) => Math.floor(now() / 1000) + plusSeconds;

/** A missing file is a clock nobody has moved; the writer replaces the file whole, so it is never half written. */
function readOffset(path: string) {
  try {
    const { offsetSeconds } = JSON.parse(readFileSync(path, "utf8")) as { offsetSeconds?: number };
    return (offsetSeconds ?? 0) * 1000;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
