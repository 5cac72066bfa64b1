/** Returns the FNV-1a hash of a text, from 0 to 2³² − 1: random-looking data is then the same on every machine. */
export function hash(text: string) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  sum ^= sum >>> 15;
  return Math.imul(sum, 0x2c1b3c6d) >>> 0;
}

/** Shuffles items; the same seed gives the same order. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  return items
    .map((item, i) => ({ item, order: hash(`${seed}/${i}`) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** Runs `work` on all items, at most `width` at a time. The first failure stops the rest. */
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
