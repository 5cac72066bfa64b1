/** Shortens a lifetime at random, by up to a fifth. */
export const jittered = (seconds: number) => seconds * (0.8 + 0.2 * Math.random());

/**
 * Decides at random whether to renew a value before it ends: the longer it took to load, the earlier. A frequently read
 * key so never ends for all readers at once. Times in milliseconds. (Vattani, Chierichetti, Lowenstein: Optimal
 * Probabilistic Cache Stampede Prevention, 2015.)
 */
export const isDue = ({ endsAt, took }: { endsAt: number; took: number }, now: number) =>
  now - took * Math.log(1 - Math.random()) >= endsAt;
