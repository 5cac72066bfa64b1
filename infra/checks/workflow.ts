import { createRequire } from "node:module";
import { machines } from "@securecart/core/topology";
import { type Check, differ, type Stack, types } from "./stack";

/** Result of the validator, which has no types. */
type Verdict = { isValid: boolean; errors?: unknown };
const validate: (definition: unknown) => Verdict = createRequire(import.meta.url)("asl-validator");

type Machine = {
  definition: string;
  tracingConfiguration?: { enabled: boolean };
  loggingConfiguration?: { level: string; includeExecutionData: boolean; logDestination: string };
  type?: string;
};

const machine = (stack: Stack, name: string) => stack.one<Machine>(types.machine, name).inputs;
const invoked = (definition: string) =>
  [...new Set([...definition.matchAll(/arn:aws:lambda:[^"]*:function:[\w-]+/g)].map(([arn]) => arn))].sort();

export const workflowChecks = {
  "AWS accepts each state machine": (stack) =>
    machines.flatMap(({ name }) => {
      const { isValid, errors } = validate(JSON.parse(machine(stack, name).definition));
      return isValid ? [] : [`${name}: ${JSON.stringify(errors)}`];
    }),

  "a state machine invokes existing functions and may invoke no others": (stack) =>
    machines.flatMap(({ name, functions }) => {
      const { definition } = machine(stack, name);
      const called = invoked(definition);
      const may = stack.statements
        .filter(({ role, actions }) => role === `${name}Role` && actions.includes("lambda:InvokeFunction"))
        .flatMap(({ resources }) => resources)
        .sort();
      return [
        ...(definition.includes("${") ? [`${name} has a placeholder left`] : []),
        ...differ(`${name} calls`, called.length, Object.keys(functions).length),
        ...differ(`${name} may call`, may, called),
      ];
    }),

  "an execution is traced, and its log holds no order data": (stack) =>
    machines.flatMap(({ name }) => {
      const { type, tracingConfiguration, loggingConfiguration } = machine(stack, name);
      const groups = stack.of<{ name: string }>(types.logGroup).map(({ inputs }) => inputs.name);
      const log = loggingConfiguration?.logDestination ?? "";
      return [
        // An express execution ends after five minutes and cannot be redriven.
        ...differ(`${name}'s type`, type ?? "STANDARD", "STANDARD"),
        ...differ(`${name}'s log level`, loggingConfiguration?.level, "ERROR"),
        ...(groups.some((group) => log.endsWith(`:log-group:${group}:*`)) ? [] : [`${name} has no log`]),
        ...differ(`${name}'s tracing`, tracingConfiguration?.enabled, true),
        ...differ(`${name}'s log has data`, loggingConfiguration?.includeExecutionData, false),
      ];
    }),
} satisfies Record<string, Check>;
