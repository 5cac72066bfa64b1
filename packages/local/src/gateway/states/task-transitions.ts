import { now } from "../../clock";
import { type Failure, StateError, withinDataLimit } from "./errors";
import type { Frame, TaskPhase } from "./frame";
import type { FrameWriter } from "./frame-writer";
import { lambdaDetails } from "./history";
import type { Json } from "./json";

/** An answer to a task: what the function gave, or how it failed. */
export type Answer = { result: Json } | { failure: Failure };

/** What happens to a Task: it is scheduled, its token is handed over, an answer comes or does not. */
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

  /** The function or the holder of the token has answered. */
  function answer(frame: Frame, said: Answer) {
    const { phase } = frame;
    if (phase.kind !== "task") return;
    const about = { resourceType: "lambda", resource: phase.token ? "invoke.waitForTaskToken" : "invoke" };
    const outcome = "result" in said ? limited(said.result) : said;
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

  /** The function has taken the token; the result comes with it. */
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

  return { call, answer, handOver };
}

function limited(result: Json): Answer {
  try {
    return { result: withinDataLimit("The task's result", result) };
  } catch (error) {
    if (error instanceof StateError) return { failure: error.failure };
    throw error;
  }
}
