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

/** Queues, rules, schedules, consumers, routes and machines of this cloud: the shop's topology, or a test's. */
export type Topology = {
  queues: readonly QueueDefinition[];
  rules: readonly (Omit<RuleDefinition, "pattern"> & { pattern: EventPattern })[];
  schedules: readonly ScheduleDefinition[];
  streamConsumers: readonly { name: string; batchSize: number; consumer: Consumer }[];
  routes: readonly RouteDefinition[];
  machines: readonly MachineDefinition[];
};

/** Optional parts of the topology: a reporting database adds a queue and a rule. */
export type Switches = { reporting: boolean };

/** Environment variable that passes the path of another topology module to the cloud's processes. */
export const topologyVariable = "SECURECART_TOPOLOGY";

/** Loads the topology from the module at `path`, or the shop's own with the additions of its switches. */
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
      throw new Refusal(`The rule ${name} targets ${queue}, which does not exist.`);
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

/** Returns the switches of a cloud from the environment of its processes. */
export function switchesOf(env: Readonly<Record<string, string | undefined>>): Switches {
  return { reporting: Boolean(JSON.parse(env.SST_RESOURCE_Reporting ?? "{}").url) };
}

/** Returns the name of a queue's dead-letter queue. */
export function deadLettersOf(queue: string): string {
  return `${queue}DeadLetters`;
}
