import { now } from "../../clock";
import { type Decision, results, type Situation, scopeOf } from "./decide";
import { type Failure, isMeant } from "./errors";
import { retryDelayMs } from "./retry";

/** What a failed state does: it tries again, goes where its Catch says, or gives up. */
export async function recover(situation: Situation, failure: Failure): Promise<Decision> {
  const { state, frame } = situation;
  if (!("Retry" in state)) return { do: "giveUp", failure };
  const retrier = state.Retry.findIndex(({ ErrorEquals }) => isMeant(ErrorEquals, failure.error));
  const policy = state.Retry[retrier];
  const attempt = (frame.retries[retrier] ?? 0) + 1;
  if (policy && attempt <= policy.MaxAttempts)
    return { do: "retry", until: now() + retryDelayMs(policy, attempt), retrier };

  const catcher = state.Catch.find(({ ErrorEquals }) => isMeant(ErrorEquals, failure.error));
  if (!catcher) return { do: "giveUp", failure };
  const errorOutput = { Error: failure.error ?? "", Cause: failure.cause ?? "" };
  return {
    do: "leave",
    next: catcher.Next,
    ...(await results(catcher, scopeOf(situation, { errorOutput }), errorOutput)),
  };
}
