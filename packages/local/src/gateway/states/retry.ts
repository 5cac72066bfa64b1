import type { Retrier } from "./definition";

/** How long to wait before the `attempt`th retry (the first is 1). */
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

/** A rate may grow past what a clock can hold. */
const yearSeconds = 31_622_400;
