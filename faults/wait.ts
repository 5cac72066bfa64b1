import { setTimeout as delay } from "node:timers/promises";

export { delay };

/** Looks again and again until it is true or the time is over; answers whether it became true. */
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
