import { now } from "../../clock";
import { messageOf } from "../../refusal";
import { decide } from "./decide";
import { type Definition, parseDefinition } from "./definition";
import type { Failure } from "./errors";
import type { Execution, Frame } from "./frame";
import type { Functions } from "./functions";
import type { Store } from "./store";
import type { TaskOutcome } from "./task-transitions";
import { readToken } from "./token";
import { transitions } from "./transitions";

/** Validity of a task token. */
export type TokenState = "accepted" | "closed" | "unknown" | "malformed";

/** Runs executions from a journal on disk. A recorded step is never repeated; an unrecorded one has not happened. */
export type Engine = {
  /** Resumes all running executions. */
  resume(): void;
  /** Starts an execution, which is on disk when it returns. */
  start(execution: Execution): void;
  complete(token: string, outcome: TaskOutcome): TokenState;
  heartbeat(token: string): TokenState;
  abort(execution: Execution, failure: Failure): void;
  redrive(execution: Execution): void;
  /** Stops this process's work. Executions keep their state and can be resumed. */
  stop(): void;
};

/** Interval at which the clock is read, in milliseconds, because it can be moved while an execution waits. */
const longestNapMs = 100;
/** Time after its end when an execution is deleted, as on AWS, in milliseconds. */
export const retentionMs = 90 * 24 * 3600 * 1000;

export function openEngine(store: Store, functions: Functions): Engine {
  const definitions = new Map<string, Definition>();
  const calls = new Set<string>();
  const ending = new AbortController();
  let touched: number[] = [];
  let timer: NodeJS.Timeout | undefined;
  const change = transitions(store, definitionOf, (frame) => touched.push(frame));

  function definitionOf({ definition, arn }: Execution): Definition {
    const known = definitions.get(definition);
    if (known) return known;
    const parsed = parseDefinition(arn.split(":").at(-2) ?? "", store.definition(definition).text);
    definitions.set(definition, parsed);
    return parsed;
  }

  /** Writes changes in one transaction. The frames they touched continue after the commit. */
  function commit(changes: () => void): void {
    touched = [];
    store.together(changes);
    for (const frame of new Set(touched)) soon(frame);
    arm();
  }

  function soon(frame: number): void {
    setImmediate(() => {
      if (ending.signal.aborted) return;
      goOn(frame).catch((error: unknown) => derail(frame, error));
    });
  }

  /** Advances a frame by one step if it can continue. */
  async function goOn(id: number): Promise<void> {
    const frame = store.frame(id);
    const execution = frame && running(frame);
    if (!frame || !execution) return;
    const { phase } = frame;
    if (phase.kind === "task") return callFunction(frame);
    if (phase.kind !== "enter" && phase.kind !== "result" && phase.kind !== "error") return;
    const definition = definitionOf(execution);
    const state = definition.states.get(frame.state);
    if (!state) throw new Error(`The definition has no state ${frame.state}.`);
    const decision = await decide({ definition, execution, frame, state });
    if (ending.signal.aborted) return;
    commit(() => {
      const current = running(frame);
      if (current && store.frame(id)?.version === frame.version) change.apply(current, frame, decision);
    });
  }

  async function callFunction({ id, phase }: Frame): Promise<void> {
    if (phase.kind !== "task" || phase.handedOver || calls.has(phase.attempt)) return;
    const { attempt } = phase;
    calls.add(attempt);
    try {
      const outcome = await functions(phase.function, phase.payload, ending.signal);
      commit(() => {
        const frame = waiting(id, attempt);
        if (!frame) return;
        if (phase.token && "result" in outcome) change.handOver(frame, outcome.result);
        else change.complete(frame, outcome);
      });
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    } finally {
      calls.delete(attempt);
    }
  }

  function running({ execution }: Pick<Frame, "execution">): Execution | undefined {
    const found = store.execution(execution);
    return found?.status === "RUNNING" ? found : undefined;
  }

  /** Returns the frame if it is still waiting for the result of this attempt. */
  function waiting(id: number, attempt: string): Frame | undefined {
    const frame = store.frame(id);
    const waits = frame?.phase.kind === "task" && frame.phase.attempt === attempt && running(frame);
    return waits ? frame : undefined;
  }

  /** Fails the execution on an unexpected error, which makes the error visible and spares other executions. */
  function derail(id: number, error: unknown): void {
    console.error(error);
    commit(() => {
      const frame = store.frame(id);
      const execution = frame && running(frame);
      const failure = { error: "States.Runtime", cause: messageOf(error) };
      if (execution) change.end(execution, frame, "FAILED", { failure });
    });
  }

  function arm(): void {
    clearTimeout(timer);
    const next = ending.signal.aborted ? undefined : store.nextDue();
    if (next === undefined) return;
    timer = setTimeout(wake, Math.min(longestNapMs, Math.max(1, next - now())));
  }

  function wake() {
    const at = now();
    const frames = store.dueFrames(at);
    const late = store.lateExecutions(at);
    if (frames.length + late.length === 0) return arm();
    commit(() => {
      for (const execution of late) change.end(execution, undefined, "TIMED_OUT", { failure: timedOut });
      for (const id of frames) {
        const frame = store.frame(id);
        if (frame && running(frame)) expire(frame, at);
      }
    });
  }

  const timedOut = { error: "States.Timeout" };

  function expire(frame: Frame, at: number) {
    const { phase } = frame;
    if (phase.kind === "task") {
      const late = phase.deadline !== undefined && phase.deadline <= at;
      return change.complete(frame, { failure: late ? timedOut : { error: "States.HeartbeatTimeout" } });
    }
    frame.phase = phase.kind === "wait" ? { kind: "result" } : { kind: "enter" };
    change.save(frame);
  }

  /** Runs `use` on the task of a token, or returns why the token is not accepted. */
  function withToken(token: string, use: (frame: Frame) => void): TokenState {
    const known = readToken(token);
    if (!known) return "malformed";
    if (!store.execution(known.execution)) return "unknown";
    const frame = waiting(known.frame, known.attempt);
    if (frame?.phase.kind !== "task" || frame.phase.token !== token) return "closed";
    commit(() => use(frame));
    return "accepted";
  }

  return {
    resume() {
      for (const { arn } of store.executionsStoppedBefore(now() - retentionMs))
        store.together(() => store.forget(arn));
      for (const frame of store.liveFrames()) soon(frame);
      arm();
    },
    start: (execution) => commit(() => change.begin(execution)),
    complete: (token, outcome) => withToken(token, (frame) => change.complete(frame, outcome)),
    heartbeat: (token) =>
      withToken(token, (frame) => {
        if (frame.phase.kind !== "task" || frame.phase.heartbeatMs === undefined) return;
        frame.phase.heartbeatBy = now() + frame.phase.heartbeatMs;
        change.save(frame);
      }),
    abort: (execution, failure) => commit(() => change.end(execution, undefined, "ABORTED", { failure })),
    redrive: (execution) => commit(() => change.redrive(execution)),
    stop() {
      ending.abort();
      clearTimeout(timer);
    },
  };
}
