import * as topology from "@securecart/core/topology";
import type { FunctionName } from "../../stacks/grants";
import type { Stack } from "./stack";

/** Queues and rules of the topology for a stage's switches. */
export const queuesIn = ({ stage }: Stack) => [
  ...topology.queues,
  ...(stage.on.reporting ? topology.reporting.queues : []),
];

export const rulesIn = ({ stage }: Stack) => [
  ...topology.rules,
  ...(stage.on.reporting ? topology.reporting.rules : []),
];

type Consumer = { granted: FunctionName; functionName: string; handler: string; timeoutSeconds: number };

/** Returns every function of the topology with its logical name. */
export function consumersIn(stack: Stack): Consumer[] {
  const { schedules, streamConsumers, routes, machines } = topology;
  return [
    ...queuesIn(stack).map(({ name, consumer }) => of(name, `${name}Consumer`, consumer)),
    ...(stack.stage.on.reporting ? topology.reporting.tasks : []).map(({ name, consumer }) =>
      of(name, name, consumer),
    ),
    ...schedules.map(({ name, consumer }) => of(name, `${name}Job`, consumer)),
    ...streamConsumers.map(({ name, consumer }) => of(name, name, consumer)),
    ...routes.map(({ path, consumer }) => of(path, endpointName(path), consumer)),
    ...machines.flatMap((machine) =>
      Object.entries(machine.functions).map(([step, consumer]) =>
        of(step as FunctionName, `${machine.name}${step}`, consumer),
      ),
    ),
  ];
}

const of = (granted: FunctionName, name: string, consumer: { handler: string; timeoutSeconds: number }) => ({
  granted,
  functionName: `${name}Function`,
  ...consumer,
});

/** Formats "/webhooks/stripe" as "WebhooksStripeEndpoint". */
const endpointName = (path: string) =>
  `${path
    .split("/")
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("")}Endpoint`;
