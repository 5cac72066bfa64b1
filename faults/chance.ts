/** Source of random numbers. */
export type Chance = ReturnType<typeof chance>;

/** Creates random numbers from a seed, so that a failed run can be repeated. */
export function chance(seed: number) {
  let state = seed >>> 0;
  /** Draws a number from 0 to 1 (mulberry32). */
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
    /** Creates an independent generator, whose draws do not change those of this one. */
    fork: () => chance(Math.floor(next() * 2 ** 32)),
  };
}
