import { setTimeout as sleep } from "node:timers/promises";

/** Time for which a write that meets others on an item is tried again, in milliseconds. */
const patience = 10_000;

/** Longest pause between two tries, in milliseconds. */
const longestPause = 400;

/** Counts the tries of one write. */
export type Tries = { count: number; until: number };

export const firstTry = (): Tries => ({ count: 0, until: performance.now() + patience });

/**
 * Pauses before the next try, for a random time that grows with the tries, so that those that met do not meet again.
 * Returns false, at once, when the time is over.
 */
export async function pause(tries: Tries): Promise<boolean> {
  if (performance.now() > tries.until) return false;
  tries.count++;
  await sleep(Math.random() * Math.min(longestPause, 20 * 2 ** tries.count));
  return true;
}
