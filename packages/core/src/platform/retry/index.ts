import { Clock } from "../clock";

export * as Retry from "./index";

/** Pauses between tries, in seconds. */
const shortest = 60;
const longest = 3600;

/** Work that has failed for so long is not tried by itself any more, in seconds: three days. */
export const giveUpSeconds = 3 * 24 * 3600;

/** Returns when work that waits since `since` is tried again: after half its age, a minute at least, an hour at most. */
export const next = (since: string) =>
  Clock.iso(Math.min(longest, Math.max(shortest, (Clock.now() - Date.parse(since)) / 2000)));

/** Says whether work that waits since `since` is left to a person. */
export const isOver = (since: string) => Date.parse(since) + giveUpSeconds * 1000 <= Clock.now();
