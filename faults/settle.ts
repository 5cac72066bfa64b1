import type { Cloud } from "../packages/local/src/testing";
import { delay, waitFor } from "./wait";

/** Ends all harm: the provider forgets its faults and everything that runs the shop is up. */
export async function calm(cloud: Cloud) {
  await cloud.kill("stripe"); // its faults live in its memory
  for (const { name } of cloud.children()) await cloud.ready(name);
}

/** After each move of the clock the shop has so long to come to rest, in seconds. */
const restSeconds = 5;

/** How far the clock moves before each look, in seconds. Staff first finish what they have begun. */
const steps = [0, 0, 0, 61, 61, 32 * 60, 61, 61, 15 * 60, 61, 61, 61];

/** The shop reconciles itself so often while harm is done, in milliseconds: nights are short here. */
const nightMs = 6_000;

/** Runs the nightly reconciliation again and again, which also does what lost webhooks asked for. */
export async function reconcileNightly(cloud: Cloud, signal: AbortSignal) {
  while (!signal.aborted) {
    await delay(nightMs);
    await run(cloud, "Reconcile").catch(() => undefined); // whatever runs it may be dead just now
  }
}

const run = ({ urls }: Cloud, schedule: string) => post(`${urls.control}/schedules/${schedule}/run`);

/**
 * Lets the shop's own sweepers bring everything to its end: first as it is, then time passes in steps, what waits to be
 * sent again and the life of the payment pages. Answers after how many moves of the clock and how many seconds after the
 * last of them all was settled, or null when it never was.
 */
export async function settle(cloud: Cloud, isSettled: () => Promise<boolean>) {
  const { control } = cloud.urls;
  for (const [moves, advanceSeconds] of steps.entries()) {
    if (advanceSeconds > 0) await post(`${control}/clock`, { advanceSeconds });
    for (const name of ["SweepOrders", "SweepEvents", "Reconcile"]) await run(cloud, name);
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
