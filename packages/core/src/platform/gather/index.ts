/**
 * Returns a function that does some work for all calls of a moment at once: a call that comes while the work runs waits
 * for the next run, with all others that do. Each call ends, or fails, with the run that had its items.
 */
export function gather<Item>(work: (items: Item[]) => Promise<unknown>): (items: Item[]) => Promise<void> {
  let waiting: { items: Set<Item>; run: Promise<void> } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return (items) => {
    if (waiting) {
      for (const item of items) waiting.items.add(item);
      return waiting.run;
    }
    const gathered = new Set(items);
    const run = last.then(async () => {
      waiting = null;
      await work([...gathered]);
    });
    waiting = { items: gathered, run };
    last = Promise.allSettled([run]);
    return run;
  };
}
