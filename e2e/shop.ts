import { build } from "../packages/local/src/building";
import { inside } from "../packages/local/src/environment";
import type { LogLine } from "../packages/local/src/process/log";
import { markSeeded, seedIfEmpty, seedProgram } from "../packages/local/src/seeding";
import { root } from "../packages/local/src/services";
import { type Cloud, startCloud } from "../packages/local/src/testing";

export type ShopOptions = {
  /** Size of the catalog; the demo shop's own when absent. */
  products?: number | undefined;
  say?: (line: string) => void;
  /** Receives each line that the shop's processes print. */
  onLine?: (line: LogLine) => void;
};

/** Starts a shop for one run: seeded, built and served, on free ports, in a folder that `stop` deletes. */
export async function openShop({ products, say = console.log, onLine }: ShopOptions = {}): Promise<Cloud> {
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    say(`${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  };
  const cloud = await startCloud({ worker: false, ...(onLine ? { onLine } : {}) });
  try {
    await timed("Seeded", () => (products === undefined ? seedIfEmpty(cloud) : seedMany(cloud, products)));
    await timed("Built", () => build(cloud));
    await timed("Served", () => Promise.all([cloud.startWorker(), cloud.startWeb("start")]));
    return cloud;
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

async function seedMany(cloud: Cloud, products: number): Promise<void> {
  await cloud.run({
    name: "seed",
    command: process.execPath,
    args: ["--no-warnings", "--import", "tsx", seedProgram, "--products", String(products)],
    env: inside(cloud.env),
    cwd: root,
  });
  markSeeded(cloud.folder);
}
