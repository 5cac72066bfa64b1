/** Error and cause of a failed state or execution. Retry and Catch compare the error. */
export type Failure = { error?: string | undefined; cause?: string | undefined };

/** A failure that the state's Retry and Catch can handle. */
export class StateError extends Error {
  readonly failure: Failure;
  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.name = error;
    this.failure = { error, cause };
  }
}

/** Errors that end the execution regardless of Retry and Catch. */
const terminal = ["States.Runtime", "States.DataLimitExceeded"];
const timeouts = ["States.Timeout", "States.HeartbeatTimeout"];

/** Returns whether an error matches the ErrorEquals of a retrier or catcher. */
export function matchesError(errorEquals: readonly string[], error = ""): boolean {
  if (terminal.includes(error)) return false;
  return errorEquals.some((name) => {
    if (name === "States.ALL" || name === error) return true;
    if (name === "States.TaskFailed") return !timeouts.includes(error);
    // States.Timeout also matches a missed heartbeat, which has a more specific name.
    return name === "States.Timeout" && timeouts.includes(error);
  });
}

export const dataLimit = 256 * 1024;

/** Returns the value. Throws when its JSON is larger than 256 KiB, the limit of a state's input and output. */
export function withinDataLimit<Value>(what: string, value: Value): Value {
  if (Buffer.byteLength(JSON.stringify(value) ?? "") <= dataLimit) return value;
  throw new StateError("States.DataLimitExceeded", `${what} is larger than ${dataLimit} bytes.`);
}
