import { pathToFileURL } from "node:url";
import type {
  Consumer,
  MachineDefinition,
  QueueDefinition,
  RouteDefinition,
  RuleDefinition,
  ScheduleDefinition,
} from "@securecart/core/topology";
import type { EventPattern } from "./gateway/event-pattern";
import { Refusal } from "./refusal";

/** What is wired to what in this cloud: the shop's own topology, or a test's. */
export type Topology = {
  queues: readonly QueueDefinition[];
  rules: readonly (Omit<RuleDefinition, "pattern"> & { pattern: EventPattern })[];
  schedules: readonly ScheduleDefinition[];
  streamConsumers: readonly { name: string; batchSize: number; consumer: Consumer }[];
  routes: readonly RouteDefinition[];
  machines: readonly MachineDefinition[];
};

/** What is turned on: a reporting database has a queue and a rule of its own. */
export type Switches = { reporting: boolean };

/** The variable by which the cloud tells its processes of another topology: a module's path. */
export const topologyVariable = "SECURECART_TOPOLOGY";

/** Reads the topology from the module at `path`, or the shop's own, with what its switches add. */
export async function loadTopology(
  path: string | undefined,
  switches: Switches = { reporting: false },
): Promise<Topology> {
  const loaded: Partial<Topology> = path ? await import(pathToFileURL(path).href) : await own(switches);
  const {
    queues = [],
    rules = [],
    schedules = [],
    streamConsumers = [],
    routes = [],
    machines = [],
  } = loaded;
  for (const { name, queue } of rules) {
    if (!queues.some((known) => known.name === queue))
      throw new Refusal(`The rule ${name} sends to ${queue}, and there is no such queue.`);
  }
  return { queues, rules, schedules, streamConsumers, routes, machines };
}

async function own({ reporting }: Switches): Promise<Topology> {
  const { reporting: reports, ...topology } = await import("@securecart/core/topology");
  if (!reporting) return topology;
  return {
    ...topology,
    queues: [...topology.queues, ...reports.queues],
    rules: [...topology.rules, ...reports.rules],
  };
}

/** The switches of a cloud, as the environment of its processes tells them. */
export function switchesOf(env: Readonly<Record<string, string | undefined>>): Switches {
  return { reporting: Boolean(JSON.parse(env.SST_RESOURCE_Reporting ?? "{}").url) };
}

/** The dead-letter queue of a queue. */
export function deadLettersOf(queue: string): string {
  return `${queue}DeadLetters`;
}
