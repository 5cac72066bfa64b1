import { z } from "zod";
import { Refusal } from "../../refusal";
import { problemsOf, statesBelow } from "./definition-checks";
import type { Json } from "./json";

/** A definition that can run here. State names are unique in the whole machine. */
export type Definition = {
  startAt: string;
  timeoutSeconds: number | undefined;
  states: ReadonlyMap<string, State>;
};

const longest = 99_999_999;
const Name = z.string().min(1).max(80);
const Template = z.custom<Json>((value) => value !== undefined);
const Expression = z.string().regex(/^\{%[\s\S]*%\}$/, "must be a number or a JSONata expression");
const Seconds = z.union([z.int().min(1).max(longest), Expression]).optional();
const WaitSeconds = z.union([z.int().min(0).max(longest), Expression]).optional();
const ErrorEquals = z.array(z.string().min(1)).min(1);
const Assign = z.record(z.string(), Template).optional();

const Retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals,
  IntervalSeconds: z.int().min(1).max(longest).default(1),
  BackoffRate: z.number().min(1).default(2),
  MaxAttempts: z.int().min(0).max(longest).default(3),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(["FULL", "NONE"]).default("NONE"),
});
export type Retrier = z.infer<typeof Retrier>;

const Catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals,
  Next: Name,
  Output: Template.optional(),
  Assign,
});

const common = { Comment: z.string().optional(), QueryLanguage: z.literal("JSONata").optional() };
const flow = { Next: Name.optional(), End: z.literal(true).optional() };
const results = { Output: Template.optional(), Assign };
const recovery = { Retry: z.array(Retrier).default([]), Catch: z.array(Catcher).default([]) };

const resources = [
  "arn:aws:states:::lambda:invoke",
  "arn:aws:states:::lambda:invoke.waitForTaskToken",
] as const;

const Rule = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([z.boolean(), Expression]),
  Next: Name,
  ...results,
});

const Pass = z.strictObject({ Type: z.literal("Pass"), ...common, ...flow, ...results });
const Task = z.strictObject({
  Type: z.literal("Task"),
  ...common,
  ...flow,
  ...results,
  ...recovery,
  Resource: z.enum(resources, {
    error: ({ input }) => `the resource ${String(input)} is not supported`,
  }),
  Arguments: Template,
  TimeoutSeconds: Seconds,
  HeartbeatSeconds: Seconds,
});
const Choice = z.strictObject({
  Type: z.literal("Choice"),
  ...common,
  ...results,
  Choices: z.array(Rule).min(1),
  Default: Name.optional(),
});
const Wait = z.strictObject({
  Type: z.literal("Wait"),
  ...common,
  ...flow,
  ...results,
  Seconds: WaitSeconds,
  Timestamp: z.string().optional(),
});
const Succeed = z.strictObject({ Type: z.literal("Succeed"), ...common, Output: Template.optional() });
const Fail = z.strictObject({
  Type: z.literal("Fail"),
  ...common,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const ParallelFields = z.strictObject({
  Type: z.literal("Parallel"),
  ...common,
  ...flow,
  ...results,
  ...recovery,
  Arguments: Template.optional(),
});
const MapFields = z.strictObject({
  Type: z.literal("Map"),
  ...common,
  ...flow,
  ...results,
  ...recovery,
  Items: Template.optional(),
  ItemSelector: Template.optional(),
  MaxConcurrency: z.union([z.int().min(0), Expression]).optional(),
});

/** A branch of a Parallel state, the body of a Map, or the whole machine. */
export interface Branch {
  StartAt: string;
  States: Record<string, State>;
}
interface ParallelState extends z.infer<typeof ParallelFields> {
  Branches: Branch[];
}
interface MapState extends z.infer<typeof MapFields> {
  ItemProcessor: Branch;
}
type Simple = z.infer<typeof Pass | typeof Task | typeof Choice | typeof Wait | typeof Succeed | typeof Fail>;
export type State = Simple | ParallelState | MapState;
export type StateOf<Type extends State["Type"]> = Extract<State, { Type: Type }>;

const States: z.ZodType<Record<string, State>> = z.lazy(() => z.record(Name, State));
const branch = { Comment: z.string().optional(), StartAt: Name, States };
const Parallel = ParallelFields.extend({ Branches: z.array(z.strictObject(branch)).min(1) });
const MapOver = MapFields.extend({
  ItemProcessor: z.strictObject({
    ...branch,
    ProcessorConfig: z.strictObject({ Mode: z.literal("INLINE") }).optional(),
  }),
});
const State = z.discriminatedUnion("Type", [Pass, Task, Choice, Wait, Parallel, MapOver, Succeed, Fail], {
  error: ({ input }) => `the state type ${typeOf(input)} is not supported`,
});

const Machine = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal("1.0").optional(),
  QueryLanguage: z.literal("JSONata", "must be JSONata; JSONPath definitions are not supported"),
  TimeoutSeconds: z.int().min(1).max(longest).optional(),
  StartAt: Name,
  States,
});

/** Parses a definition. Throws a refusal that names each part that would not run here as it does on AWS. */
export function parseDefinition(name: string, text: string): Definition {
  const refuse = (problems: string) => new Refusal(`The state machine ${name} cannot run here:\n${problems}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse("its definition is not JSON.");
  }
  const parsed = Machine.safeParse(json);
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error));
  const problems = problemsOf(parsed.data);
  if (problems.length > 0) throw refuse(problems.map((problem) => `✖ ${problem}`).join("\n"));
  const { StartAt, TimeoutSeconds } = parsed.data;
  return { startAt: StartAt, timeoutSeconds: TimeoutSeconds, states: new Map(statesBelow(parsed.data)) };
}

function typeOf(input: unknown): string {
  return typeof input === "object" && input !== null && "Type" in input ? String(input.Type) : "(none)";
}
