import type { Cloud } from "../packages/local/src/testing";
import { delay, waitFor } from "./wait";

/** Ends all faults: restarts the provider, which forgets them, and waits until all processes are up. */
export async function calm(cloud: Cloud) {
  await cloud.kill("stripe"); // its faults are only in memory
  for (const { name } of cloud.children()) await cloud.ready(name);
}

/** Time to settle after each move of the clock, in seconds. */
const restSeconds = 5;

/** Moves of the clock, in seconds. Without moves at first, so that staff can finish their work. */
const steps = [0, 0, 0, 61, 61, 32 * 60, 61, 61, 15 * 60, 61, 61, 61];

/** Time between reconciliations during the faults, in milliseconds. */
const reconcileEveryMs = 6_000;

/** Runs the nightly reconciliation repeatedly, which also applies lost webhooks, until `signal` aborts. */
export async function reconcileNightly(cloud: Cloud, signal: AbortSignal) {
  while (!signal.aborted) {
    await delay(reconcileEveryMs);
    await run(cloud, "Reconcile").catch(() => undefined); // the worker may be down
  }
}

const run = ({ urls }: Cloud, schedule: string) => post(`${urls.control}/schedules/${schedule}/run`);

/**
 * Runs the shop's sweepers until everything is settled, moving the clock past the times of redelivery and the lifetime
 * of payment pages. Returns the number of moves and the seconds after the last one, or null when it never settles.
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
