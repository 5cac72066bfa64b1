import { expect, test } from "vitest";
import { gather } from ".";

/** Starts work that waits until it is told to go on, and records the items of each run. */
function slow() {
  const runs: string[][] = [];
  const ends: (() => void)[] = [];
  const send = gather(async (items: string[]) => {
    runs.push(items);
    await new Promise<void>((done) => ends.push(done));
  });
  const end = async (run: number) => {
    await expect.poll(() => ends[run]).toBeDefined();
    ends[run]?.();
  };
  return { runs, send, end };
}

test("calls of one moment share a run, and calls during a run share the next one", async () => {
  const { runs, send, end } = slow();
  const first = [send(["a"]), send(["b", "a"])];
  await expect.poll(() => runs.length).toBe(1);
  const second = [send(["c"]), send(["d"])];
  await end(0);
  await Promise.all(first);
  await end(1);
  await Promise.all(second);
  expect(runs).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("a run that fails fails its own calls only", async () => {
  let tries = 0;
  const send = gather(async () => {
    tries++;
    if (tries === 1) throw new Error("The storefront is down.");
  });
  const failing = [send([1]), send([2])];
  for (const call of failing) await expect(call).rejects.toThrow("The storefront is down.");
  await expect(send([1])).resolves.toBeUndefined();
  expect(tries).toBe(2);
});
