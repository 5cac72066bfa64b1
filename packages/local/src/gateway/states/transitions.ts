import { now } from "../../clock";
import { type Decision, type NewBranch, roleArn } from "./decide";
import type { Definition, State } from "./definition";
import { type Failure, StateError, withinDataLimit } from "./errors";
import type { Execution, Frame, Status } from "./frame";
import { frameWriter } from "./frame-writer";
import type { Details } from "./history";
import type { Json } from "./json";
import type { Store } from "./store";
import { taskTransitions } from "./task-transitions";

/** Maximum number of events in an execution's history, as on AWS. */
const historyLimit = 25_000;

export function transitions(
  store: Store,
  definitionOf: (execution: Execution) => Definition,
  touched: (frame: number) => void,
) {
  const { write, save } = frameWriter(store, touched);
  const { call, complete, handOver } = taskTransitions({ write, save });

  function stateOf(execution: Execution, frame: Frame): State {
    const state = definitionOf(execution).states.get(frame.state);
    if (!state)
      throw new Error(
        `${execution.arn} is in the state ${frame.state}, which its definition does not contain.`,
      );
    return state;
  }

  function begin(execution: Execution) {
    const { startAt } = definitionOf(execution);
    store.saveExecution(Object.assign(execution, { deadline: deadlineOf(execution) }));
    const details = { input: execution.input, roleArn };
    const lastEvent = store.addEvent(execution.arn, {
      previous: 0,
      at: now(),
      type: "ExecutionStarted",
      details,
    });
    const input: Json = JSON.parse(execution.input);
    add(execution, { startAt, input }, { parent: undefined, position: 0, variables: {}, lastEvent }, "enter");
  }

  function deadlineOf(execution: Execution): number | undefined {
    const { timeoutSeconds } = definitionOf(execution);
    return timeoutSeconds === undefined ? undefined : now() + 1000 * timeoutSeconds;
  }

  type Place = Pick<Frame, "parent" | "position" | "variables" | "lastEvent">;

  function add(execution: Execution, branch: NewBranch, place: Place, kind: "enter" | "queued"): void {
    const { startAt, input, item } = branch;
    const fresh = {
      ...place,
      execution: execution.arn,
      state: startAt,
      input,
      item,
      entered: now(),
      retries: {},
    };
    const frame = store.frame(store.addFrame({ ...fresh, phase: { kind } }));
    if (frame && kind === "enter") start(execution, frame);
  }

  /** Enters the first state of a frame. */
  function start(execution: Execution, frame: Frame): void {
    if (frame.item) write(frame, "MapIterationStarted", iteration(execution, frame));
    arrive(execution, frame, frame.state, frame.input);
  }

  function arrive(execution: Execution, frame: Frame, state: string, input: Json) {
    Object.assign(frame, { state, input, entered: now(), retries: {}, phase: { kind: "enter" } });
    write(frame, `${stateOf(execution, frame).Type}StateEntered`, {
      name: state,
      input: JSON.stringify(input),
    });
    save(frame);
  }

  /** Writes the decision about a frame. */
  function apply(execution: Execution, frame: Frame, decision: Decision) {
    if (store.lastEvent(execution.arn) >= historyLimit - 10) {
      const cause = `The execution reached the maximum number of history events (${historyLimit}).`;
      return end(execution, frame, "FAILED", { failure: { error: "States.Runtime", cause } });
    }
    switch (decision.do) {
      case "leave":
        return leave(execution, frame, decision);
      case "call":
        return call(frame, decision.task);
      case "wait":
        frame.phase = { kind: "wait", until: decision.until };
        return save(frame);
      case "branch":
        return spread(execution, frame, decision.branches, decision.atOnce);
      case "fail":
        if (decision.failure.error === "States.QueryEvaluationError")
          write(frame, "EvaluationFailed", { ...decision.failure, state: frame.state });
        frame.phase = { kind: "error", failure: decision.failure };
        return save(frame);
      case "retry":
        store.dropFramesIn(frame.id);
        frame.retries[decision.retrier] = (frame.retries[decision.retrier] ?? 0) + 1;
        frame.phase = { kind: "backoff", until: decision.until };
        return save(frame);
      case "giveUp":
        return giveUp(execution, frame, decision.failure);
    }
  }

  function leave(execution: Execution, frame: Frame, decision: Extract<Decision, { do: "leave" }>) {
    const { next, output, assign } = decision;
    store.dropFramesIn(frame.id);
    write(frame, `${stateOf(execution, frame).Type}StateExited`, {
      name: frame.state,
      output: JSON.stringify(output),
      assignedVariables: Object.keys(assign).length > 0 ? assign : undefined,
    });
    Object.assign(frame.variables, assign);
    if (next !== undefined) return arrive(execution, frame, next, output);
    finish(execution, frame, output);
  }

  function spread(execution: Execution, frame: Frame, branches: NewBranch[], atOnce: number) {
    const { Type } = stateOf(execution, frame);
    write(frame, `${Type}StateStarted`, Type === "Map" ? { length: branches.length } : {});
    frame.phase = { kind: "branches" };
    save(frame);
    const { id: parent, variables, lastEvent } = frame;
    branches.forEach((branch, position) => {
      add(
        execution,
        branch,
        { parent, position, variables, lastEvent },
        position < atOnce ? "enter" : "queued",
      );
    });
    if (branches.length === 0) join(execution, frame);
  }

  /** Finishes a frame, then starts the next queued iteration or joins its parent. */
  function finish(execution: Execution, frame: Frame, output: Json) {
    if (frame.parent === undefined)
      return end(execution, frame, "SUCCEEDED", { output: JSON.stringify(output) });
    if (frame.item) write(frame, "MapIterationSucceeded", iteration(execution, frame));
    frame.phase = { kind: "done", output };
    save(frame);
    const queued = store.nextQueued(frame.parent);
    if (queued) return start(execution, Object.assign(queued, { lastEvent: frame.lastEvent }));
    const parent = store.frame(frame.parent);
    if (parent && store.unfinishedIn(parent.id) === 0)
      join(execution, Object.assign(parent, { lastEvent: frame.lastEvent }));
  }

  /** Joins finished branches: their outputs, in order, are the result. */
  function join(execution: Execution, frame: Frame): void {
    const outputs = store
      .framesIn(frame.id)
      .map(({ phase }) => (phase.kind === "done" ? phase.output : null));
    try {
      frame.phase = { kind: "result", result: withinDataLimit("The result of the branches", outputs) };
      write(frame, `${stateOf(execution, frame).Type}StateSucceeded`);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      frame.phase = { kind: "error", failure: error.failure };
    }
    store.dropFramesIn(frame.id);
    save(frame);
  }

  /** Passes an uncaught failure to the parent frame and aborts the sibling branches. */
  function giveUp(execution: Execution, frame: Frame, failure: Failure) {
    if (frame.item) write(frame, "MapIterationFailed", iteration(execution, frame));
    frame.phase = { kind: "failed" };
    save(frame);
    const parent = frame.parent === undefined ? undefined : store.frame(frame.parent);
    if (!parent) return end(execution, frame, "FAILED", { failure });
    parent.lastEvent = frame.lastEvent;
    write(parent, `${stateOf(execution, parent).Type}StateFailed`, failure);
    store.abortFramesIn(parent.id);
    parent.phase = { kind: "error", failure };
    save(parent);
  }

  const endings: Partial<Record<Status, string>> = {
    SUCCEEDED: "ExecutionSucceeded",
    FAILED: "ExecutionFailed",
    TIMED_OUT: "ExecutionTimedOut",
    ABORTED: "ExecutionAborted",
  };

  function end(
    execution: Execution,
    frame: Pick<Frame, "lastEvent"> | undefined,
    status: Status,
    outcome: { output?: string; failure?: Failure },
  ) {
    const { output, failure } = outcome;
    const previous = frame?.lastEvent ?? store.lastEvent(execution.arn);
    const details = output === undefined ? { ...failure } : { output };
    store.addEvent(execution.arn, { previous, at: now(), type: endings[status] ?? status, details });
    Object.assign(execution, { status, output, failure, stopped: now() });
    store.saveExecution(execution);
    if (status === "SUCCEEDED") return store.dropFrames(execution.arn);
    store.abortFrames(execution.arn);
    if (status !== "ABORTED") report(execution);
  }

  /** Continues a failed execution where it failed: finished branches keep their results, others restart their state. */
  function redrive(execution: Execution): void {
    const previous = store.lastEvent(execution.arn);
    Object.assign(execution, {
      status: "RUNNING",
      output: undefined,
      failure: undefined,
      stopped: undefined,
      redrives: execution.redrives + 1,
      redriven: now(),
      deadline: deadlineOf(execution),
    });
    store.saveExecution(execution);
    const details = { redriveCount: execution.redrives };
    const lastEvent = store.addEvent(execution.arn, {
      previous,
      at: now(),
      type: "ExecutionRedriven",
      details,
    });
    const root = store.rootFrame(execution.arn);
    if (root) revive(root, lastEvent);
  }

  function revive(frame: Frame, lastEvent: number) {
    if (frame.phase.kind === "done" || frame.phase.kind === "queued") return;
    const inside = store.framesIn(frame.id);
    Object.assign(frame, {
      lastEvent,
      retries: {},
      phase: { kind: inside.length > 0 ? "branches" : "enter" },
    });
    save(frame);
    for (const branch of inside) revive(branch, lastEvent);
  }

  function iteration(execution: Execution, frame: Frame): Details {
    const parent = frame.parent === undefined ? undefined : store.frame(frame.parent);
    return { name: parent?.state ?? execution.name, index: frame.position };
  }

  return { begin, apply, complete, handOver, end, redrive, save };
}

function report({ arn, status, failure }: Execution): void {
  const [machine, name] = arn.split(":").slice(-2);
  const why = [failure?.error, failure?.cause].filter(Boolean).join(": ");
  console.error(`The execution ${name} of ${machine} ended ${status}: ${why || "no reason given"}`);
}
