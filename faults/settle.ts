import type { Cloud } from "../packages/local/src/testing";
import { delay, waitFor } from "./wait";

/** Ends all harm: the provider forgets its faults and everything that runs the shop is up. */
export async function calm(cloud: Cloud) {
  await cloud.kill("stripe"); // its faults live in its memory
  for (const { name } of cloud.children()) await cloud.ready(name);
}

/** After each move of the clock the shop has so long to come to rest, in seconds. */
const restSeconds = 5;

/**
 * Lets the shop's own sweepers bring everything to its end: first as it is, then time passes in steps, what waits to be
 * sent again and the life of the payment pages. Answers after how many moves of the clock and how many seconds after the
 * last of them all was settled, or null when it never was.
 */
export async function settle(cloud: Cloud, isSettled: () => Promise<boolean>) {
  const { control } = cloud.urls;
  for (const [moves, advanceSeconds] of [0, 61, 61, 32 * 60, 61, 61, 15 * 60, 61, 61, 61].entries()) {
    if (advanceSeconds > 0) await post(`${control}/clock`, { advanceSeconds });
    await Promise.all(["SweepOrders", "SweepEvents"].map((name) => post(`${control}/schedules/${name}/run`)));
    const since = Date.now();
    if (await waitFor(isSettled, { seconds: restSeconds, everyMs: 300 }))
      return { moves, seconds: Math.round((Date.now() - since) / 100) / 10 };
  }
  return null;
}

async function post(url: string, body: object = {}) {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  await answer.arrayBuffer();
  if (!answer.ok) await delay(200);
}
