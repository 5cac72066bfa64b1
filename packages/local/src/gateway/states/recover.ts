import { now } from "../../clock";
import { type Decision, results, type Situation, scopeOf } from "./decide";
import { type Failure, matchesError } from "./errors";
import { retryDelayMs } from "./retry";

/** Decides how a failed state continues: with a retry, at the target of its Catch, or not at all. */
export async function recover(situation: Situation, failure: Failure): Promise<Decision> {
  const { state, frame } = situation;
  if (!("Retry" in state)) return { do: "giveUp", failure };
  const retrier = state.Retry.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error));
  const policy = state.Retry[retrier];
  const attempt = (frame.retries[retrier] ?? 0) + 1;
  if (policy && attempt <= policy.MaxAttempts)
    return { do: "retry", until: now() + retryDelayMs(policy, attempt), retrier };

  const catcher = state.Catch.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error));
  if (!catcher) return { do: "giveUp", failure };
  const errorOutput = { Error: failure.error ?? "", Cause: failure.cause ?? "" };
  return {
    do: "leave",
    next: catcher.Next,
    ...(await results(catcher, scopeOf(situation, { errorOutput }), errorOutput)),
  };
}
