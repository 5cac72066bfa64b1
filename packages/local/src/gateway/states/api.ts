import { randomUUID } from "node:crypto";
import { z } from "zod";
import { now } from "../../clock";
import { AwsError } from "../aws";
import type { Operations } from "../server";
import { roleArn } from "./decide";
import { type Engine, retentionMs, type TokenState } from "./engine";
import { dataLimit } from "./errors";
import { type Execution, statuses } from "./frame";
import { apiEvent } from "./history";
import type { Json } from "./json";
import type { Machine } from "./machines";
import { redriveStatus } from "./redrive";
import type { Store } from "./store";

const Text = z.string().max(dataLimit);
const Page = { maxResults: z.int().min(0).max(1000).default(0), nextToken: z.string().optional() };
const MachineArn = z.object({ stateMachineArn: z.string() });
const ExecutionArn = z.object({ executionArn: z.string() });
const Start = MachineArn.extend({ name: z.string().optional(), input: Text.default("{}") });
const List = MachineArn.extend({ statusFilter: z.enum(statuses).optional(), ...Page });
const History = ExecutionArn.extend({
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...Page,
});
const Stop = ExecutionArn.extend({
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const Token = z.object({ taskToken: z.string().min(1).max(2048) });
const Success = Token.extend({ output: Text });
const Failed = Token.extend({
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

const defaultPage = 100;

/** Returns the operations of Step Functions by target, for standard workflows. */
export function statesApi(machines: readonly Machine[], store: Store, engine: Engine): Operations {
  const operations: Operations = {
    DescribeStateMachine: (request) => {
      const machine = machineBy(parse(MachineArn, request).stateMachineArn);
      const hash = store.keepDefinition(machine.text, now());
      return {
        stateMachineArn: machine.arn,
        name: machine.name,
        status: "ACTIVE",
        definition: machine.text,
        roleArn,
        type: "STANDARD",
        creationDate: store.definition(hash).at / 1000,
      };
    },

    StartExecution: (request) => {
      const { stateMachineArn, input, name = randomUUID() } = parse(Start, request);
      const machine = machineBy(stateMachineArn);
      if (!isName(name)) throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
      if (json(input) === undefined)
        throw new AwsError(
          "InvalidExecutionInput",
          `Invalid State Machine Execution Input: '${input}' is not JSON.`,
        );
      const arn = `${machine.arn.replace(":stateMachine:", ":execution:")}:${name}`;
      const known = store.execution(arn);
      if (known?.stopped !== undefined && known.stopped < now() - retentionMs)
        store.together(() => store.forget(arn));
      else if (known) return again(known, input);
      return started(engine, { arn, machine: machine.arn, name, input, text: machine.text });
    },

    DescribeExecution: (request) => {
      const execution = executionBy(parse(ExecutionArn, request).executionArn);
      const { input, output, failure, redrives, redriven } = execution;
      return {
        ...summary(execution),
        input,
        inputDetails: { included: true },
        ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
        ...failure,
        redriveCount: redrives,
        ...(redriven === undefined ? {} : { redriveDate: redriven / 1000 }),
        ...redriveStatus(execution, store),
      };
    },

    ListExecutions: (request) => {
      const { stateMachineArn, statusFilter, maxResults, nextToken } = parse(List, request);
      const machine = machineBy(stateMachineArn);
      const limit = maxResults || defaultPage;
      const before = position(nextToken);
      const found = store.executions({ machine: machine.arn, status: statusFilter, before, limit });
      const last = found.length === limit ? found.at(-1)?.n : undefined;
      return { executions: found.map(summary), ...(last === undefined ? {} : { nextToken: String(last) }) };
    },

    GetExecutionHistory: (request) => {
      const parsed = parse(History, request);
      const { arn } = executionBy(parsed.executionArn);
      const limit = parsed.maxResults || defaultPage;
      const events = store.history(arn, {
        after: position(parsed.nextToken),
        reverse: parsed.reverseOrder,
        limit,
      });
      const last = events.length === limit ? events.at(-1)?.id : undefined;
      return {
        events: events.map((event) => apiEvent(event, parsed.includeExecutionData)),
        ...(last === undefined ? {} : { nextToken: String(last) }),
      };
    },

    StopExecution: (request) => {
      const { executionArn, error, cause } = parse(Stop, request);
      const execution = executionBy(executionArn);
      if (execution.status === "RUNNING") engine.abort(execution, { error, cause });
      return { stopDate: (store.execution(executionArn)?.stopped ?? now()) / 1000 };
    },

    RedriveExecution: (request) => {
      const execution = executionBy(parse(ExecutionArn, request).executionArn);
      const { redriveStatusReason } = redriveStatus(execution, store);
      if (redriveStatusReason) throw new AwsError("ExecutionNotRedrivable", redriveStatusReason);
      engine.redrive(execution);
      return { redriveDate: now() / 1000 };
    },

    SendTaskSuccess: (request) => {
      const { taskToken, output } = parse(Success, request);
      const result = json(output);
      if (result === undefined)
        throw new AwsError("InvalidOutput", `Invalid Output: '${output}' is not JSON.`);
      return accepted(engine.complete(taskToken, { result }));
    },
    SendTaskFailure: (request) => {
      const { taskToken, error, cause } = parse(Failed, request);
      return accepted(engine.complete(taskToken, { failure: { error, cause } }));
    },
    SendTaskHeartbeat: (request) => accepted(engine.heartbeat(parse(Token, request).taskToken)),
  };

  function machineBy(arn: string): Machine {
    if (!/^arn:[^:]+:states:[^:]+:\d{12}:stateMachine:[^:]+$/.test(arn))
      throw new AwsError("InvalidArn", `Invalid Arn: '${arn}'`);
    const found = machines.find((machine) => machine.arn === arn);
    if (!found) throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
    return found;
  }

  function executionBy(arn: string): Execution {
    if (!/^arn:[^:]+:states:[^:]+:\d{12}:execution:[^:]+:[^:]+$/.test(arn))
      throw new AwsError("InvalidArn", `Invalid Arn: '${arn}'`);
    const found = store.execution(arn);
    if (!found) throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
    return found;
  }

  type Wanted = Pick<Execution, "arn" | "machine" | "name" | "input"> & { text: string };

  function started({ start }: Engine, { text, ...wanted }: Wanted) {
    const at = now();
    const definition = store.keepDefinition(text, at);
    start({ ...wanted, definition, status: "RUNNING", started: at, redrives: 0 });
    return { executionArn: wanted.arn, startDate: at / 1000 };
  }

  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [`AWSStepFunctions.${name}`, operation]),
  );
}

/** Returns the running execution for a repeated start with the same input. Throws when the name is already used. */
function again({ arn, status, input, started }: Execution, wanted: string) {
  if (status !== "RUNNING" || input !== wanted)
    throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
  return { executionArn: arn, startDate: started / 1000 };
}

function summary({ arn, machine, name, status, started, stopped, redrives }: Execution) {
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: started / 1000,
    redriveCount: redrives,
    ...(stopped === undefined ? {} : { stopDate: stopped / 1000 }),
  };
}

function accepted(state: TokenState): object {
  if (state === "malformed") throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
  if (state === "unknown")
    throw new AwsError("TaskDoesNotExist", "Task Does Not Exist: 'There is no such task'");
  if (state === "closed")
    throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  return {};
}

function parse<Shape extends z.ZodType>(shape: Shape, request: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(request);
  if (!parsed.success) throw new AwsError("ValidationException", z.prettifyError(parsed.error));
  return parsed.data;
}

function position(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  if (!/^\d+$/.test(token)) throw new AwsError("InvalidToken", `Invalid Token: '${token}'`);
  return Number(token);
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns whether a name has 1 to 80 characters and no spaces, brackets, wildcards, control or special characters. */
function isName(name: string): boolean {
  return /^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/u.test(name);
}
