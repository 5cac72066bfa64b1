import { now } from "../../clock";
import { type Failure, StateError, withinDataLimit } from "./errors";
import type { Frame, TaskPhase } from "./frame";
import type { FrameWriter } from "./frame-writer";
import { lambdaDetails } from "./history";
import type { Json } from "./json";

/** Result or failure of a task. */
export type TaskOutcome = { result: Json } | { failure: Failure };

/** Returns the transitions of a Task: it is scheduled, its token is handed over, it succeeds, fails or times out. */
export function taskTransitions({ write, save }: FrameWriter) {
  function call(frame: Frame, task: TaskPhase) {
    const resource = task.token ? "invoke.waitForTaskToken" : "invoke";
    const seconds = (date: number | undefined) =>
      date === undefined ? undefined : Math.round((date - now()) / 1000);
    write(frame, "TaskScheduled", {
      ...lambdaDetails,
      resource,
      parameters: JSON.stringify({ FunctionName: task.function, Payload: task.payload }),
      timeoutInSeconds: seconds(task.deadline),
      heartbeatInSeconds: seconds(task.heartbeatBy),
    });
    write(frame, "TaskStarted", { resourceType: "lambda", resource });
    frame.phase = task;
    save(frame);
  }

  /** Records the result or failure that the function or the holder of the token sent. */
  function complete(frame: Frame, reported: TaskOutcome) {
    const { phase } = frame;
    if (phase.kind !== "task") return;
    const about = { resourceType: "lambda", resource: phase.token ? "invoke.waitForTaskToken" : "invoke" };
    const outcome = "result" in reported ? limited(reported.result) : reported;
    if ("result" in outcome) {
      write(frame, "TaskSucceeded", { ...about, output: JSON.stringify(outcome.result) });
      frame.phase = { kind: "result", result: outcome.result };
      return save(frame);
    }
    const late = ["States.Timeout", "States.HeartbeatTimeout"].includes(outcome.failure.error ?? "");
    write(frame, late ? "TaskTimedOut" : "TaskFailed", { ...about, ...outcome.failure });
    frame.phase = { kind: "error", failure: outcome.failure };
    save(frame);
  }

  /** Records that the function received the token, with which the result will be sent. */
  function handOver(frame: Frame, output: Json): void {
    if (frame.phase.kind !== "task") return;
    write(frame, "TaskSubmitted", {
      resourceType: "lambda",
      resource: "invoke.waitForTaskToken",
      output: JSON.stringify(output),
    });
    frame.phase.handedOver = true;
    save(frame);
  }

  return { call, complete, handOver };
}

function limited(result: Json): TaskOutcome {
  try {
    return { result: withinDataLimit("The task's result", result) };
  } catch (error) {
    if (error instanceof StateError) return { failure: error.failure };
    throw error;
  }
}
