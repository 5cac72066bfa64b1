import type { Cloud } from "../packages/local/src/testing";
import { delay, waitFor } from "./wait";

/** Ends all harm: the provider forgets its faults and everything that runs the shop is up. */
export async function calm(cloud: Cloud) {
  await cloud.kill("stripe"); // its faults live in its memory
  for (const { name } of cloud.children()) await cloud.ready(name);
}

/**
 * Lets the shop's own sweepers bring everything to its end: time passes in steps, first what waits to be sent again,
 * then the life of the payment pages. Answers how many seconds it took, or null when it did not settle.
 */
export async function settle(cloud: Cloud, isSettled: () => Promise<boolean>, seconds: number) {
  const { control } = cloud.urls;
  const started = Date.now();
  const steps = [61, 61, 32 * 60];
  const done = await waitFor(
    async () => {
      await post(`${control}/clock`, { advanceSeconds: steps.shift() ?? 61 });
      await Promise.all(
        ["SweepOrders", "SweepEvents"].map((name) => post(`${control}/schedules/${name}/run`)),
      );
      if (steps.length > 0) return false;
      return waitFor(isSettled, { seconds: 3, everyMs: 400 });
    },
    { seconds },
  );
  return done ? Math.round((Date.now() - started) / 100) / 10 : null;
}

async function post(url: string, body: object = {}) {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  await answer.arrayBuffer();
  if (!answer.ok) await delay(200);
}
