/** How a state failed: what Retry and Catch compare, and what an execution ends with. */
export type Failure = { error?: string | undefined; cause?: string | undefined };

/** A failure on its way to the state's Retry and Catch. */
export class StateError extends Error {
  readonly failure: Failure;
  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.name = error;
    this.failure = { error, cause };
  }
}

/** Ends the execution whatever its Retry and Catch say. */
const terminal = ["States.Runtime", "States.DataLimitExceeded"];
const timeouts = ["States.Timeout", "States.HeartbeatTimeout"];

/** Whether a retrier or catcher with this ErrorEquals is meant by an error. */
export function isMeant(errorEquals: readonly string[], error = ""): boolean {
  if (terminal.includes(error)) return false;
  return errorEquals.some((name) => {
    if (name === "States.ALL" || name === error) return true;
    if (name === "States.TaskFailed") return !timeouts.includes(error);
    // A missed heartbeat is a timeout too; it has the more exact name besides.
    return name === "States.Timeout" && timeouts.includes(error);
  });
}

export const dataLimit = 256 * 1024;

/** A state may neither take nor give more than 256 KiB. */
export function withinDataLimit<Value>(what: string, value: Value): Value {
  if (Buffer.byteLength(JSON.stringify(value) ?? "") <= dataLimit) return value;
  throw new StateError("States.DataLimitExceeded", `${what} is larger than ${dataLimit} bytes.`);
}
