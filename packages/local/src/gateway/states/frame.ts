import type { Failure } from "./errors";
import type { Variables } from "./expression";
import type { Json } from "./json";

export const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] as const;
export type Status = (typeof statuses)[number];

/** One run of a state machine. Times are the shop's milliseconds; input and output are JSON texts. */
export type Execution = {
  arn: string;
  machine: string;
  name: string;
  /** Hash of the definition it started with and keeps until its end. */
  definition: string;
  status: Status;
  input: string;
  output?: string | undefined;
  failure?: Failure | undefined;
  started: number;
  stopped?: number | undefined;
  deadline?: number | undefined;
  redrives: number;
  redriven?: number | undefined;
};

/** A scheduled task: the called function and the deadlines of its result. */
export type TaskPhase = {
  kind: "task";
  /** Id of this attempt. The result of an earlier attempt is ignored. */
  attempt: string;
  function: string;
  payload: Json;
  /** Token with which the result is sent, when it is not the function's own response. */
  token?: string | undefined;
  /** True once the function has received the token; it is then not called again. */
  handedOver: boolean;
  deadline?: number | undefined;
  heartbeatMs?: number | undefined;
  heartbeatBy?: number | undefined;
};

/** Phase of a state. Each phase is on disk before its work begins, and its work is safe to repeat. */
export type Phase =
  | { kind: "enter" }
  | TaskPhase
  | { kind: "wait"; until: number }
  | { kind: "backoff"; until: number }
  | { kind: "branches" }
  /** A Map iteration that has not started yet. */
  | { kind: "queued" }
  | { kind: "result"; result?: Json | undefined }
  | { kind: "error"; failure: Failure }
  | { kind: "done"; output: Json }
  /** Ended by an uncaught failure of its own (failed) or of another branch (aborted). Kept for a redrive. */
  | { kind: "failed" }
  | { kind: "aborted" };

/** One flow of control: the execution itself, a branch of a Parallel state, or an iteration of a Map. */
export type Frame = {
  readonly id: number;
  readonly execution: string;
  readonly parent: number | undefined;
  /** Index of the branch or iteration in its parent. */
  readonly position: number;
  /** Incremented with every change. A decision about an older version is discarded. */
  version: number;
  state: string;
  input: Json;
  variables: Variables;
  item?: { Index: number; Value: Json } | undefined;
  entered: number;
  /** Number of uses of each retrier of the state, by its index. */
  retries: Record<number, number>;
  lastEvent: number;
  phase: Phase;
};

export type NewFrame = Omit<Frame, "id" | "version">;

/** Returns the time at which a waiting frame must continue or expire. */
export function dueOf({ phase }: Pick<Frame, "phase">): number | undefined {
  if (phase.kind === "wait" || phase.kind === "backoff") return phase.until;
  if (phase.kind !== "task") return undefined;
  const dates = [phase.deadline, phase.heartbeatBy].filter((date) => date !== undefined);
  return dates.length > 0 ? Math.min(...dates) : undefined;
}
