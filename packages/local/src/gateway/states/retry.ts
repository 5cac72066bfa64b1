import type { Retrier } from "./definition";

/** Returns the delay before a retry, in milliseconds. The first `attempt` is 1. */
export function retryDelayMs(retrier: Retrier, attempt: number, random = Math.random): number {
  const {
    IntervalSeconds,
    BackoffRate,
    MaxDelaySeconds = Number.POSITIVE_INFINITY,
    JitterStrategy,
  } = retrier;
  const longest =
    1000 * Math.min(IntervalSeconds * BackoffRate ** (attempt - 1), MaxDelaySeconds, yearSeconds);
  return Math.round(JitterStrategy === "FULL" ? longest * random() : longest);
}

/** Upper bound, because exponential backoff can exceed the range of a timer. */
const yearSeconds = 31_622_400;
