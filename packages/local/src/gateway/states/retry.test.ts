import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesError } from "./errors";
import { retryDelayMs } from "./retry";

const retriers = fc.record({
  ErrorEquals: fc.constant<string[]>(["States.ALL"]),
  IntervalSeconds: fc.integer({ min: 1, max: 10_000 }),
  BackoffRate: fc.double({ min: 1, max: 10, noNaN: true }),
  MaxAttempts: fc.integer({ min: 0, max: 100 }),
  MaxDelaySeconds: fc.option(fc.integer({ min: 1, max: 31_622_400 }), { nil: undefined }),
  JitterStrategy: fc.constantFrom("FULL" as const, "NONE" as const),
});
const attempts = fc.integer({ min: 1, max: 100 });

test("a delay stays within its bounds for every attempt", () => {
  fc.assert(
    fc.property(
      retriers,
      attempts,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (retrier, attempt, random) => {
        const delay = retryDelayMs(retrier, attempt, () => random);
        const { IntervalSeconds, MaxDelaySeconds = 31_622_400, JitterStrategy } = retrier;
        expect(delay).toBeLessThanOrEqual(1000 * MaxDelaySeconds);
        expect(delay).toBeGreaterThanOrEqual(
          JitterStrategy === "FULL" ? 0 : 1000 * Math.min(IntervalSeconds, MaxDelaySeconds),
        );
        expect(Number.isSafeInteger(delay)).toBe(true);
      },
    ),
  );
});

test("without jitter a delay never decreases from one attempt to the next", () => {
  fc.assert(
    fc.property(retriers, attempts, (retrier, attempt) => {
      const steady = { ...retrier, JitterStrategy: "NONE" as const };
      expect(retryDelayMs(steady, attempt + 1)).toBeGreaterThanOrEqual(retryDelayMs(steady, attempt));
    }),
  );
});

test("the delays equal those of AWS's documented example", () => {
  const retrier = {
    ErrorEquals: ["States.ALL"],
    IntervalSeconds: 3,
    BackoffRate: 2,
    MaxAttempts: 3,
    MaxDelaySeconds: 10,
    JitterStrategy: "NONE" as const,
  };
  expect([1, 2, 3].map((attempt) => retryDelayMs(retrier, attempt))).toEqual([3000, 6000, 10_000]);
});

test.each([
  [["States.ALL"], "Anything", true],
  [["States.ALL"], undefined, true],
  [["States.ALL"], "States.Timeout", true],
  [["States.ALL"], "States.DataLimitExceeded", false],
  [["States.ALL"], "States.Runtime", false],
  [["States.TaskFailed"], "Lambda.Unknown", true],
  [["States.TaskFailed"], "States.Timeout", false],
  [["States.Timeout"], "States.HeartbeatTimeout", true],
  [["States.HeartbeatTimeout"], "States.Timeout", false],
  [["One", "Other"], "Other", true],
  [["One"], "one", false],
])("%j means %s: %s", (names, error, meant) => {
  expect(matchesError(names, error)).toBe(meant);
});
