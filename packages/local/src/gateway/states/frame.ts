import type { Failure } from "./errors";
import type { Variables } from "./expression";
import type { Json } from "./json";

export const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] as const;
export type Status = (typeof statuses)[number];

/** One run of a state machine. Times are the shop's milliseconds; input and output are the texts that were given. */
export type Execution = {
  arn: string;
  machine: string;
  name: string;
  /** Which definition it started with and finishes on. */
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

/** A task that was scheduled: what is called, and until when an answer counts. */
export type TaskPhase = {
  kind: "task";
  /** Names this attempt: the answer to an earlier one no longer counts. */
  attempt: string;
  function: string;
  payload: Json;
  /** What the answer comes with, when the function's own answer is not the result. */
  token?: string | undefined;
  /** The function has taken the token, so it is not called again. */
  handedOver: boolean;
  deadline?: number | undefined;
  heartbeatMs?: number | undefined;
  heartbeatBy?: number | undefined;
};

/** How far a state is. Every phase is on disk before its work begins, and its work can begin again from there. */
export type Phase =
  | { kind: "enter" }
  | TaskPhase
  | { kind: "wait"; until: number }
  | { kind: "backoff"; until: number }
  | { kind: "branches" }
  /** An iteration of a Map whose turn has not come. */
  | { kind: "queued" }
  | { kind: "result"; result?: Json | undefined }
  | { kind: "error"; failure: Failure }
  | { kind: "done"; output: Json }
  /** Ended by a failure nobody caught, or with somebody else's: kept for a redrive. */
  | { kind: "failed" }
  | { kind: "aborted" };

/** One flow of control: an execution's own, a branch of a Parallel state, an iteration of a Map. */
export type Frame = {
  readonly id: number;
  readonly execution: string;
  readonly parent: number | undefined;
  /** Which branch or iteration of its parent. */
  readonly position: number;
  /** Grows with every change: what was decided about an older version is void. */
  version: number;
  state: string;
  input: Json;
  variables: Variables;
  item?: { Index: number; Value: Json } | undefined;
  entered: number;
  /** How often each retrier of the state was used, by its place. */
  retries: Record<number, number>;
  lastEvent: number;
  phase: Phase;
};

export type NewFrame = Omit<Frame, "id" | "version">;

/** When a frame must be looked at although nothing happened. */
export function dueOf({ phase }: Pick<Frame, "phase">): number | undefined {
  if (phase.kind === "wait" || phase.kind === "backoff") return phase.until;
  if (phase.kind !== "task") return undefined;
  const dates = [phase.deadline, phase.heartbeatBy].filter((date) => date !== undefined);
  return dates.length > 0 ? Math.min(...dates) : undefined;
}
