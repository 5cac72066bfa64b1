/** So many seconds, or up to a fifth less. */
export const jittered = (seconds: number) => seconds * (0.8 + 0.2 * Math.random());

/**
 * Whether a value is renewed now, a little before it ends: the earlier the longer it took to load, by whoever draws it,
 * so that a key which many ask for never ends under them. Times in milliseconds. (Vattani, Chierichetti, Lowenstein:
 * Optimal Probabilistic Cache Stampede Prevention, 2015.)
 */
export const isDue = ({ endsAt, took }: { endsAt: number; took: number }, now: number) =>
  now - took * Math.log(1 - Math.random()) >= endsAt;
