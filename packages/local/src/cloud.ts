import { clockOffset } from "./clock";
import { controlEndpoint } from "./control/endpoint";
import type { DataFolder } from "./data-folder";
import { addresses, type Environment, environment, type Outside, reportingUrl } from "./environment";
import { handleWith } from "./http";
import { type Claim, type PortName, type Ports, portNames, portsFrom } from "./ports";
import { guard } from "./process/guard";
import { type LogLine, openLog } from "./process/log";
import { reap, roster } from "./process/roster";
import { type Service, type ServiceReport, type ServiceSpec, service } from "./process/service";
import { type Task, type TaskSpec, task } from "./process/task";
import { provision } from "./provision";
import { Refusal } from "./refusal";
import { announce, retract } from "./running";
import type { ServiceName, Site, WebMode } from "./services";
import * as specs from "./services";
import { indexStreamRecords } from "./table-index";
import { loadTopology, type Topology } from "./topology";

export type Urls = {
  shop: string;
  gateway: string;
  mailbox: string;
  stripe: string;
  functions: string;
  control: string;
};

/** A local cloud: the engines that store the data, and the processes that run the shop on them. */
export type Cloud = {
  readonly env: Environment;
  readonly urls: Urls;
  readonly ports: Ports;
  readonly folder: DataFolder;
  readonly topology: Topology;
  startWorker(): Promise<void>;
  startWeb(mode: WebMode): Promise<void>;
  /** Runs a program inside the cloud until it exits. Rejects with the end of its log when it fails. */
  run(program: TaskSpec): Promise<void>;
  /** Sends the shop's time to the payment provider. */
  tellClock(): Promise<void>;
  children(): ServiceReport[];
  /** Ends a service as a crash would; it is then restarted. Resolves when the process has ended. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when a service responds, now or after its restart. */
  ready(name: string): Promise<void>;
  /** Stops everything in reverse order. Safe to call twice. */
  stop(): Promise<void>;
};

export type CloudOptions = {
  folder: DataFolder;
  claim: Claim;
  topologyFile?: string | undefined;
  /** Starts the payment provider. Default true. */
  stripe?: boolean | undefined;
  /** Folder with the built pages, when it is not the usual one. */
  pages?: string | undefined;
  /** Time for which a transaction holds its items, in milliseconds: others that meet it are refused. Default 0, never. */
  conflicts?: number | undefined;
  outside?: Outside;
  onLine?: (line: LogLine) => void;
};

/** Starts the engines and creates their table, queues and buckets. The caller then starts the worker and the web server. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const {
    folder,
    claim,
    topologyFile,
    stripe: withStripe = true,
    pages,
    conflicts = 0,
    outside = process.env,
    onLine = () => undefined,
  } = options;
  const { ports } = claim;
  const topology = await loadTopology(topologyFile, { reporting: reportingUrl(outside) !== "" });
  const env = environment(ports, folder, topology, outside);
  const engine = specs.engineAddress(ports);
  const site: Site = { ports, folder, topology, topologyFile, cloud: env, engine, conflicts, pages };
  const where = addresses(ports, outside);
  const children = roster(folder.file("children.json"));
  const guardian = guard();
  const services: Service[] = [];
  const tasks = new Set<Task>();
  let stopping: Promise<void> | undefined;

  /** Refuses to start a process while the cloud is stopping, because nothing would end it. */
  function refuseLate(): void {
    if (stopping) throw new Refusal("The cloud is stopping.");
  }

  async function start(spec: ServiceSpec): Promise<void> {
    refuseLate();
    const log = openLog(folder.file(`logs/${spec.name}.log`));
    const started = service(spec, { roster: children, guard: guardian, log, onLine });
    services.push(started);
    await started.start();
  }

  function find(name: string): Service {
    const found = services.find((candidate) => candidate.name === name);
    if (!found)
      throw new Refusal(`There is no service ${name}. Services: ${services.map((s) => s.name).join(", ")}.`);
    return found;
  }

  async function stopAll(): Promise<void> {
    for (const running of tasks) running.cancel();
    await Promise.allSettled([...tasks].map(({ done }) => done));
    for (const started of services.toReversed()) await started.stop();
    retract(folder.path);
    guardian.release();
    claim.control.close();
    claim.control.closeAllConnections();
    folder.release();
  }

  const cloud: Cloud = {
    env,
    urls: {
      shop: `http://localhost:${ports.shop}`,
      gateway: `http://127.0.0.1:${ports.gateway}`,
      mailbox: `http://localhost:${ports.gateway}/mailbox`,
      stripe: where.stripe.external ? where.stripe.url : `http://localhost:${ports.stripe}`,
      functions: `http://127.0.0.1:${ports.functions}`,
      control: `http://127.0.0.1:${ports.control}`,
    },
    ports,
    folder,
    topology,
    startWorker: () => start(specs.worker(site)),
    startWeb: (mode) => start(specs.web(site, mode)),
    run: async (program) => {
      refuseLate();
      const log = openLog(folder.file(`logs/${program.name}.log`));
      const running = task(program, { roster: children, guard: guardian, log, onLine });
      tasks.add(running);
      await running.done.finally(() => tasks.delete(running));
    },
    tellClock: async () => {
      if (!where.stripe.external && withStripe)
        await tellClock(where.stripe.url, clockOffset(folder.file("clock.json")));
    },
    children: () => services.map((started) => started.report()),
    kill: (name, signal = "SIGKILL") => find(name).kill(signal),
    ready: (name) => find(name).whenReady(),
    stop: () => (stopping ??= stopAll()),
  };

  handleWith(claim.control, controlEndpoint(cloud));
  try {
    const engines: Partial<Record<ServiceName, () => ServiceSpec>> = {
      ...(where.dynamo.external ? {} : { dynamo: () => specs.dynamo(site), table: () => specs.table(site) }),
      ...(where.queues.external && where.storage.external ? {} : { queues: () => specs.queues(site) }),
    };
    const helpers: Partial<Record<ServiceName, () => ServiceSpec>> = {
      ...(where.stripe.external || !withStripe ? {} : { stripe: () => specs.stripe(site) }),
      gateway: () => specs.gateway(site),
    };
    const all = (some: typeof engines) => Promise.all(Object.values(some).map((spec) => start(spec())));
    await Promise.all([all(engines).then(() => provision(env, topology)), all(helpers)]);
    if (!where.dynamo.external) indexStreamRecords(folder.file("dynamo.sqlite"));
    await cloud.tellClock();
    announce(folder.path, env);
    return cloud;
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

/** Returns the names of the ports this cloud will listen on. A service with an external address needs none. */
export function neededPorts(outside: Outside): PortName[] {
  const where = addresses(portsFrom(1), outside);
  return portNames.filter((name) => {
    if (name === "dynamo" || name === "engine") return !where.dynamo.external;
    if (name === "queues") return !where.queues.external || !where.storage.external;
    return name !== "stripe" || !where.stripe.external;
  });
}

/** Ends the processes that a killed runner left on this folder. Call it before claiming ports, which they may occupy. */
export function endLeftovers(folder: DataFolder): Promise<string[]> {
  return reap(folder.file("children.json"));
}

async function tellClock(stripe: string, offsetSeconds: number): Promise<void> {
  const body = JSON.stringify({ offsetSeconds });
  const answer = await fetch(`${stripe}/_control/clock`, { method: "POST", body });
  if (!answer.ok) throw new Error(`The payment provider refused the clock: ${await answer.text()}`);
}
