import { schedules } from "@securecart/core/topology";
import { grants } from "../../stacks/grants";
import { type Check, differ, isEdge, type Stack, types } from "./stack";
import { consumersIn } from "./topology";

export type Lambda = {
  name: string;
  timeout: number;
  memorySize: number;
  runtime: string;
  handler: string;
  tracingConfig?: { mode: string };
  environment?: { variables?: Record<string, string> };
  loggingConfig?: { logGroup?: string };
  vpcConfig?: { subnetIds: string[]; securityGroupIds: string[] };
};

const lambdas = ({ of }: Stack) => of<Lambda>(types.lambda);
const regional = (stack: Stack) => lambdas(stack).filter(({ name }) => !isEdge(name));

export const functionChecks = {
  "every function is traced, except at the edge, where AWS rejects it": (stack) =>
    lambdas(stack).flatMap(({ name, inputs }) => {
      if (!isEdge(name)) return differ(`${name}'s tracing`, inputs.tracingConfig?.mode, "Active");
      return inputs.tracingConfig || inputs.environment ? [`${name} has what Lambda@Edge refuses`] : [];
    }),

  "every traced function may send traces": (stack) =>
    regional(stack).flatMap(({ name }) => {
      const role = stack.one<{ managedPolicyArns: string[] }>(types.role, name.replace(/Function$/, "Role"));
      const may = role.inputs.managedPolicyArns.includes("arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess");
      return may ? [] : [`${role.name} may not write traces`];
    }),

  "every function has its own log group, and every log group has a retention": (stack) => {
    const groups = stack.of<{ name: string; retentionInDays?: number }>(types.logGroup);
    const names = groups.map(({ inputs }) => inputs.name);
    return [
      ...regional(stack).flatMap(({ name, inputs }) =>
        names.includes(inputs.loggingConfig?.logGroup ?? "") ? [] : [`${name} has no log group`],
      ),
      ...groups.flatMap(({ name, inputs }) => (inputs.retentionInDays ? [] : [`${name} has no retention`])),
    ];
  },

  "memory and timeout of each function are those of its grant and the topology": (stack) =>
    consumersIn(stack).flatMap(({ granted, functionName, timeoutSeconds }) => {
      const { inputs } = stack.one<Lambda>(types.lambda, functionName);
      return [
        ...differ(`${functionName}'s timeout`, inputs.timeout, timeoutSeconds),
        ...differ(`${functionName}'s memory`, `${inputs.memorySize} MB`, grants[granted].memory),
      ];
    }),

  "every function runs the Node version of the tests": (stack) =>
    lambdas(stack).flatMap(({ name, inputs }) => differ(`${name}'s runtime`, inputs.runtime, "nodejs24.x")),

  "no function has a secret in its environment": (stack) =>
    lambdas(stack).flatMap(({ name, inputs }) =>
      Object.entries(inputs.environment?.variables ?? {}).flatMap(([key, value]) =>
        value.includes("secret-of-") ? [`${name} has a secret in ${key}`] : [],
      ),
    ),

  "no container has a secret in its environment": (stack) =>
    stack
      .of<{ containerDefinitions: string }>("aws:ecs/taskDefinition:TaskDefinition")
      .flatMap(({ name, inputs }) =>
        inputs.containerDefinitions.includes("secret-of-") ? [`${name} contains a secret`] : [],
      ),

  "each schedule invokes its function at the interval of the topology": (stack) =>
    schedules.flatMap(({ name, everySeconds }) => {
      const { inputs } = stack.one<{ scheduleExpression: string; state: string; target: { arn: string } }>(
        types.schedule,
        `${name}Schedule`,
      );
      const [, count = "", unit = ""] =
        /^rate\((\d+) (minute|hour|day)s?\)$/.exec(inputs.scheduleExpression) ?? [];
      const seconds = { minute: 60, hour: 3600, day: 86_400 }[unit] ?? Number.NaN;
      return [
        ...differ(`${name} runs every`, Number(count) * seconds, everySeconds),
        ...differ(`${name} is`, inputs.state, "ENABLED"),
        ...(inputs.target.arn.includes(`-${name}JobFunction-`) ? [] : [`${name} calls ${inputs.target.arn}`]),
      ];
    }),

  "functions run in the private subnets when the network is on": (stack) => {
    const ours = [
      ...consumersIn(stack).map(({ functionName }) => functionName),
      "StorefrontServerUseast1Function",
    ];
    return lambdas(stack).flatMap(({ name, inputs }) => {
      if (!ours.includes(name)) return [];
      const inside = inputs.vpcConfig?.subnetIds.every((id) => id.includes("PrivateSubnet")) ?? false;
      return inside === stack.stage.on.network ? [] : [`${name} is ${inside ? "in" : "outside"} the network`];
    });
  },
} satisfies Record<string, Check>;
