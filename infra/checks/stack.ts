import type { Stage } from "../../stacks/config";
import type { Synthesis, SynthesizedResource } from "../synthesize";

/** A synthesis with queries for checks. */
export type Stack = {
  synthesis: Synthesis;
  /** Configuration of the synthesized stage. */
  stage: Stage;
  of<Inputs = Loose>(type: string): Found<Inputs>[];
  one<Inputs = Loose>(type: string, name: string): Found<Inputs>;
  statements: Statement[];
};

export type Loose = Record<string, unknown>;
export type Found<Inputs> = Omit<SynthesizedResource, "inputs"> & { inputs: Inputs };

/** A check returns one line per finding; none means that it passes. */
export type Check = (stack: Stack) => string[] | Promise<string[]>;

/** A statement of an IAM policy, with its role. */
export type Statement = Policy["Statement"][number] & {
  role: string;
  actions: string[];
  resources: string[];
};

export type Policy = {
  Statement: {
    Effect: "Allow" | "Deny";
    Action?: string | string[];
    Resource?: string | string[];
    Principal?: "*" | Record<string, string | string[]>;
    Condition?: Record<string, Record<string, string | string[]>>;
  }[];
};

export function stackOf(synthesis: Synthesis, stage: Stage): Stack {
  const resources = synthesis.resources.filter(({ options }) => options.custom && !options.read);
  const of = <Inputs>(type: string) => resources.filter((one) => one.type === type) as Found<Inputs>[];
  return {
    synthesis,
    stage,
    of,
    one: <Inputs>(type: string, name: string) => {
      const found = of<Inputs>(type).find((one) => one.name === name);
      if (!found) throw new Error(`${synthesis.stage} has no ${type} ${name}.`);
      return found;
    },
    statements: of<{ inlinePolicies?: { policy: string }[] }>(types.role).flatMap(({ name, inputs }) =>
      (inputs.inlinePolicies ?? []).flatMap(({ policy }) =>
        parse<Policy>(policy).Statement.map((statement) => ({
          ...statement,
          role: name,
          actions: list(statement.Action),
          resources: list(statement.Resource),
        })),
      ),
    ),
  };
}

export const types = {
  role: "aws:iam/role:Role",
  lambda: "aws:lambda/function:Function",
  feed: "aws:lambda/eventSourceMapping:EventSourceMapping",
  functionUrl: "aws:lambda/functionUrl:FunctionUrl",
  permission: "aws:lambda/permission:Permission",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  rule: "aws:cloudwatch/eventRule:EventRule",
  target: "aws:cloudwatch/eventTarget:EventTarget",
  schedule: "aws:scheduler/schedule:Schedule",
  table: "aws:dynamodb/table:Table",
  replica: "aws:dynamodb/tableReplica:TableReplica",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  publicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  machine: "aws:sfn/stateMachine:StateMachine",
  distribution: "aws:cloudfront/distribution:Distribution",
  edge: "aws:cloudfront/function:Function",
  firewall: "aws:wafv2/webAcl:WebAcl",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  route: "aws:apigatewayv2/route:Route",
} as const;

export const list = <Item>(value: Item | Item[] | undefined): Item[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const parse = <Value>(json: string | object) =>
  (typeof json === "string" ? JSON.parse(json) : json) as Value;

/** Returns a finding when two values differ as JSON. */
export function differ(what: string, found: unknown, wanted: unknown): string[] {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  return one === other ? [] : [`${what} is ${one}, not ${other}`];
}

/** Returns true for Lambda@Edge, which has no tracing and no environment. */
export const isEdge = (name: string) => name.endsWith("EdgeFunction");
