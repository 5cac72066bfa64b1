import { setTimeout as delay } from "node:timers/promises";

export { delay };

/** Polls until a condition is true or the time is over. Returns whether it became true. */
export async function waitFor(
  look: () => boolean | Promise<boolean>,
  { seconds, everyMs = 100 }: { seconds: number; everyMs?: number },
) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    if (await look()) return true;
    if (Date.now() > end) return false;
    await delay(everyMs);
  }
}
