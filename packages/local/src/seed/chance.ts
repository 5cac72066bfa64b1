/** A number from 0 to 2³² − 1 that a text always gives (FNV-1a): what looks random here is the same on every machine. */
export function hash(text: string) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  sum ^= sum >>> 15;
  return Math.imul(sum, 0x2c1b3c6d) >>> 0;
}

/** The same shuffle for the same seed. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  return items
    .map((item, i) => ({ item, order: hash(`${seed}/${i}`) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** Runs `work` over all items, at most `width` at a time; the first failure stops the rest. */
export async function inParallel<T>(items: Iterable<T>, width: number, work: (item: T) => Promise<unknown>) {
  const queue = items[Symbol.iterator]();
  let failed = false;
  const lane = async () => {
    for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}
