import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "../../clock";
import { account } from "../../environment";
import type { Branch, Definition, State, StateOf } from "./definition";
import { isTimestamp } from "./definition-checks";
import { type Failure, StateError, withinDataLimit } from "./errors";
import { evaluate, type Scope, type Variables } from "./expression";
import type { Execution, Frame, TaskPhase } from "./frame";
import type { Json } from "./json";
import { recover } from "./recover";
import { newToken } from "./token";

/** First state and input of a branch. */
export type NewBranch = { startAt: string; input: Json; item?: Frame["item"] };

/** Next step of a state. A decision changes nothing; the caller writes the transition. */
export type Decision =
  | { do: "leave"; next: string | undefined; output: Json; assign: Variables }
  | { do: "call"; task: TaskPhase }
  | { do: "wait"; until: number }
  | { do: "branch"; branches: NewBranch[]; atOnce: number }
  | { do: "fail"; failure: Failure }
  | { do: "retry"; until: number; retrier: number }
  | { do: "giveUp"; failure: Failure };

/** A frame that can continue, with its definition, execution and state. */
export type Situation = { definition: Definition; execution: Execution; frame: Frame; state: State };

/** Default number of Map iterations that run at the same time. */
const mapLimit = 40;

export async function decide(situation: Situation): Promise<Decision> {
  const { phase } = situation.frame;
  try {
    if (phase.kind === "enter") return await enter(situation);
    if (phase.kind === "result") return await leave(situation, phase.result);
    if (phase.kind === "error") return await recover(situation, phase.failure);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return phase.kind === "error"
      ? { do: "giveUp", failure: error.failure }
      : { do: "fail", failure: error.failure };
  }
  throw new Error(`A frame in the phase "${phase.kind}" cannot continue.`);
}

async function enter(situation: Situation): Promise<Decision> {
  const { state } = situation;
  switch (state.Type) {
    case "Pass":
    case "Succeed":
      return leave(situation, undefined);
    case "Fail":
      return { do: "fail", failure: await failureOf(situation, state) };
    case "Choice":
      return choose(situation, state);
    case "Wait":
      return { do: "wait", until: await waitUntil(situation, state) };
    case "Task":
      return { do: "call", task: await schedule(situation, state) };
    case "Parallel": {
      const { input } = situation.frame;
      const passed =
        state.Arguments === undefined ? input : await fieldOf(situation, "Arguments", state.Arguments);
      const branches = state.Branches.map((branch) => startOf(branch, passed));
      return { do: "branch", branches, atOnce: branches.length };
    }
    case "Map":
      return iterate(situation, state);
  }
}

async function failureOf(situation: Situation, { Error: error, Cause }: StateOf<"Fail">): Promise<Failure> {
  const text = async (field: string, template: string | undefined) =>
    template === undefined ? undefined : typed(z.string(), field, await fieldOf(situation, field, template));
  return { error: await text("Error", error), cause: await text("Cause", Cause) };
}

async function choose(situation: Situation, state: StateOf<"Choice">): Promise<Decision> {
  const scope = scopeOf(situation);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    if (!typed(z.boolean(), field, await evaluate(field, rule.Condition, scope))) continue;
    return { do: "leave", next: rule.Next, ...(await results(rule, scope, situation.frame.input)) };
  }
  if (state.Default === undefined)
    throw new StateError("States.NoChoiceMatched", `No choice rule of ${situation.frame.state} matches.`);
  return { do: "leave", next: state.Default, ...(await results(state, scope, situation.frame.input)) };
}

async function waitUntil(situation: Situation, { Seconds, Timestamp }: StateOf<"Wait">): Promise<number> {
  if (Seconds !== undefined)
    return (
      now() +
      1000 * typed(z.int().min(0).max(99_999_999), "Seconds", await fieldOf(situation, "Seconds", Seconds))
    );
  const time = await fieldOf(situation, "Timestamp", Timestamp ?? "");
  return Date.parse(typed(z.string().refine(isTimestamp, "must be an ISO 8601 time"), "Timestamp", time));
}

const Arguments = z.strictObject({ FunctionName: z.string().min(1), Payload: z.custom<Json>().optional() });
const Limit = z.int().min(1).max(99_999_999);

async function schedule(situation: Situation, state: StateOf<"Task">): Promise<TaskPhase> {
  const attempt = randomUUID();
  const waits = state.Resource.endsWith(".waitForTaskToken");
  const token = waits ? newToken(situation.frame, attempt) : undefined;
  const scope = scopeOf(situation, {}, token ? { Task: { Token: token } } : {});
  const limit = async (field: "TimeoutSeconds" | "HeartbeatSeconds") => {
    const value = state[field];
    return value === undefined ? undefined : 1000 * typed(Limit, field, await evaluate(field, value, scope));
  };
  const { FunctionName, Payload = {} } = typed(
    Arguments,
    "Arguments",
    withinDataLimit("The state's Arguments", await evaluate("Arguments", state.Arguments, scope)),
  );
  const timeoutMs = await limit("TimeoutSeconds");
  const heartbeatMs = await limit("HeartbeatSeconds");
  const at = now();
  return {
    kind: "task",
    attempt,
    function: FunctionName,
    payload: Payload,
    token,
    handedOver: false,
    deadline: timeoutMs === undefined ? undefined : at + timeoutMs,
    heartbeatMs,
    heartbeatBy: heartbeatMs === undefined ? undefined : at + heartbeatMs,
  };
}

async function iterate(situation: Situation, state: StateOf<"Map">): Promise<Decision> {
  const { input } = situation.frame;
  const given = state.Items === undefined ? input : await fieldOf(situation, "Items", state.Items);
  const items = typed(z.array(z.custom<Json>()), "Items", given);
  const branches = await Promise.all(
    items.map(async (Value, Index) => {
      const item = { Index, Value };
      const scope = scopeOf(situation, {}, { Map: { Item: item } });
      const selected =
        state.ItemSelector === undefined ? Value : await evaluate("ItemSelector", state.ItemSelector, scope);
      return { ...startOf(state.ItemProcessor, selected), item };
    }),
  );
  const { MaxConcurrency = 0 } = state;
  const concurrency = await fieldOf(situation, "MaxConcurrency", MaxConcurrency);
  return { do: "branch", branches, atOnce: typed(z.int().min(0), "MaxConcurrency", concurrency) || mapLimit };
}

/** Leaves a finished state: evaluates its Output and Assign with the variables from its start. */
async function leave(situation: Situation, result: Json | undefined): Promise<Decision> {
  const { state, frame } = situation;
  const scope = scopeOf(situation, result === undefined ? {} : { result });
  const fields: Results = state.Type === "Fail" ? {} : state;
  const after = await results(fields, scope, result === undefined ? frame.input : result);
  return { do: "leave", next: "Next" in state ? state.Next : undefined, ...after };
}

type Results = { Output?: Json | undefined; Assign?: Variables | undefined };

/** Evaluates Output and Assign. `otherwise` replaces a missing Output. */
export async function results(fields: Results, scope: Scope, otherwise: Json) {
  const output = fields.Output === undefined ? otherwise : await evaluate("Output", fields.Output, scope);
  const assigned = Object.entries(fields.Assign ?? {}).map(
    async ([name, template]) => [name, await evaluate(`Assign/${name}`, template, scope)] as const,
  );
  const assign: Variables = Object.fromEntries(await Promise.all(assigned));
  return {
    output: withinDataLimit("The state's output", output),
    assign: withinDataLimit("The state's Assign", assign),
  };
}

function fieldOf(situation: Situation, field: string, template: Json): Promise<Json> {
  return evaluate(field, template, scopeOf(situation));
}

/** Returns `$states` and the variables that the fields of this state can read. */
export function scopeOf(
  { execution, frame }: Situation,
  states: Record<string, Json> = {},
  context: Record<string, Json> = {},
): Scope {
  const { arn, name, machine, input, started, redrives, redriven } = execution;
  const retries = Object.values(frame.retries).reduce((sum, count) => sum + count, 0);
  return {
    variables: frame.variables,
    states: {
      input: frame.input,
      ...states,
      context: {
        Execution: {
          Id: arn,
          Input: JSON.parse(input),
          Name: name,
          RoleArn: roleArn,
          StartTime: new Date(started).toISOString(),
          RedriveCount: redrives,
          ...(redriven === undefined ? {} : { RedriveTime: new Date(redriven).toISOString() }),
        },
        State: { EnteredTime: new Date(frame.entered).toISOString(), Name: frame.state, RetryCount: retries },
        StateMachine: { Id: machine, Name: machine.split(":").at(-1) ?? "" },
        ...(frame.item ? { Map: { Item: frame.item } } : {}),
        ...context,
      },
    },
  };
}

export const roleArn = `arn:aws:iam::${account}:role/local`;

function startOf({ StartAt }: Branch, input: Json): NewBranch {
  return { startAt: StartAt, input: withinDataLimit("A branch's input", input) };
}

/** Returns a field's value in its type. Throws a query evaluation error for any other value. */
function typed<Shape extends z.ZodType>(shape: Shape, field: string, value: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const why = z.prettifyError(parsed.error).replaceAll("\n", " ");
  throw new StateError("States.QueryEvaluationError", `The field '${field}' has an invalid value. ${why}`);
}
