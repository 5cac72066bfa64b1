/** Random numbers that a seed repeats, so that a run that failed can be run again. */
export type Chance = ReturnType<typeof chance>;

export function chance(seed: number) {
  let state = seed >>> 0;
  /** From 0 to 1 (mulberry32). */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + next() * (high - low);
  return {
    between,
    whole: (low: number, high: number) => Math.floor(between(low, high + 1)),
    shuffled: <Thing>(things: readonly Thing[]) =>
      things
        .map((thing) => ({ thing, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ thing }) => thing),
    /** A generator of its own, so that one that draws more does not change what the others draw. */
    fork: () => chance(Math.floor(next() * 2 ** 32)),
  };
}
