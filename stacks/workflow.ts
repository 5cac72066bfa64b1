import { readFileSync } from "node:fs";
import { join } from "node:path";
import { machines } from "@securecart/core/topology";
import { createFunction } from "./functions";
import type { FunctionName } from "./grants";
import { machineName } from "./permissions";
import { stage } from "./stage";

/** State machines, each from the definition file that the local cloud runs too. */
export const workflows = machines.map(({ name, definition, functions }) => {
  const steps = Object.entries(functions).map(([step, consumer]) => ({
    step,
    work: createFunction(`${name}${step}`, step as FunctionName, consumer),
  }));
  const log = new aws.cloudwatch.LogGroup(`${name}Log`, {
    // Under this prefix AWS needs no policy entry per log group; other names outgrow the policy's limit.
    name: `/aws/vendedlogs/states/${machineName(name)}`,
    retentionInDays: stage.logDays,
  });
  const machine = new aws.sfn.StateMachine(name, {
    name: machineName(name),
    roleArn: createRole(
      name,
      steps.map(({ work }) => work.arn),
    ).arn,
    definition: $resolve(steps.map(({ work }) => work.arn)).apply((arns) =>
      filled(definition, Object.fromEntries(steps.map(({ step }, i) => [step, arns[i] ?? ""]))),
    ),
    tracingConfiguration: { enabled: true },
    // The log has the order's ID, but no data of the order.
    loggingConfiguration: {
      level: "ERROR",
      includeExecutionData: false,
      logDestination: $interpolate`${log.arn}:*`,
    },
  });
  return { name, machine, steps };
});

/** Returns the definition with each placeholder replaced by the ARN of its function. */
function filled(file: string, arns: Record<string, string>) {
  const text = readFileSync(join($cli.paths.root, file), "utf8");
  return text.replace(/\$\{(\w+)\}/g, (_placeholder, name: string) => {
    const arn = arns[name];
    if (!arn) throw new Error(`${file} names the function ${name}, which the topology does not have.`);
    return arn;
  });
}

function createRole(name: string, functions: $util.Output<string>[]) {
  return new aws.iam.Role(`${name}Role`, {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "states.amazonaws.com" }),
    inlinePolicies: [
      {
        name: "run",
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            { actions: ["lambda:InvokeFunction"], resources: functions },
            // These actions support no resource.
            {
              actions: [
                "xray:PutTraceSegments",
                "xray:PutTelemetryRecords",
                "xray:GetSamplingRules",
                "xray:GetSamplingTargets",
                "logs:CreateLogDelivery",
                "logs:GetLogDelivery",
                "logs:UpdateLogDelivery",
                "logs:DeleteLogDelivery",
                "logs:ListLogDeliveries",
                "logs:PutResourcePolicy",
                "logs:DescribeResourcePolicies",
                "logs:DescribeLogGroups",
              ],
              resources: ["*"],
            },
          ],
        }).json,
      },
    ],
  });
}
