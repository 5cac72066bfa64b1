import { randomInt } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripeEvents } from "@securecart/core/topology";
import type { DataFolder } from "./data-folder";
import { type Environment, inside } from "./environment";
import type { Ports } from "./ports";
import type { ServiceSpec } from "./process/service";
import { Refusal } from "./refusal";
import type { Address } from "./table/front";
import { type Topology, topologyVariable } from "./topology";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

export type ServiceName = "dynamo" | "table" | "queues" | "gateway" | "stripe" | "worker" | "web";
export type WebMode = "start" | "dev";

/** Settings with which a service is started. */
export type Site = {
  ports: Ports;
  folder: DataFolder;
  topology: Topology;
  topologyFile: string | undefined;
  cloud: Environment;
  /** Address of the table's engine. */
  engine: Address;
  /** Time for which a transaction holds its items, in milliseconds, in a cloud whose transactions meet. */
  conflicts: number;
  /** Folder with the built pages, when it is not the usual one. */
  pages?: string | undefined;
};

const require = createRequire(import.meta.url);

/** Returns the engine of the table: a SQLite file behind the DynamoDB protocol. Only its front connects to it. */
export function dynamo({ engine, folder, cloud }: Site): ServiceSpec {
  const { host, port } = engine;
  return {
    name: "dynamo",
    command: dynamoBinary(),
    args: ["serve", "--host", host, "--port", String(port), "--db-path", folder.file("dynamo.sqlite")],
    env: inside(cloud),
    cwd: root,
    isUp: () => answers(`http://${host}:${port}/`),
    readyWithinMs: 30_000,
  };
}

/** Returns the front of the table, which all processes connect to. */
export function table({ ports, engine, conflicts, cloud }: Site): ServiceSpec {
  const env = {
    ...cloud,
    TABLE_PORT: String(ports.dynamo),
    TABLE_ENGINE: `${engine.host}:${engine.port}`,
    TABLE_CONFLICTS: String(conflicts),
  };
  return {
    ...ours("table", "table/main.ts", env),
    isUp: () => answers(`http://127.0.0.1:${ports.dynamo}/`),
  };
}

/**
 * Returns an address for the table's engine that a web page cannot guess: the engine responds to every origin. macOS has
 * one loopback address only.
 */
export function engineAddress({ engine }: Ports): Address {
  const part = () => randomInt(1, 255);
  return {
    host: process.platform === "darwin" ? "127.0.0.1" : `127.${part()}.${part()}.${part()}`,
    port: engine,
  };
}

/** Returns the service for SQS, SNS topics and S3. */
export function queues({ ports, folder, cloud }: Site): ServiceSpec {
  return {
    ...ours("queues", "queues/main.ts", {
      ...cloud,
      QUEUES_PORT: String(ports.queues),
      QUEUES_DATA: folder.file("queues"),
    }),
    isUp: () => respondsOk(`http://127.0.0.1:${ports.queues}/health`),
  };
}

/** Returns the service for emails, events, SMS and workflows. */
export function gateway({ ports, folder, cloud, topologyFile }: Site): ServiceSpec {
  const env = {
    ...cloud,
    ...topologyOf(topologyFile),
    GATEWAY_PORT: String(ports.gateway),
    GATEWAY_DATA_FILE: folder.file("gateway.sqlite"),
    GATEWAY_ROOT: root,
  };
  return {
    ...ours("gateway", "gateway/main.ts", env),
    isUp: () => respondsOk(`http://127.0.0.1:${ports.gateway}/health`),
  };
}

/** Returns the payment provider, which sends its events to the shop's webhook endpoint. */
export function stripe({ ports, folder, cloud, topology }: Site): ServiceSpec {
  const secretOf = (name: string) => String(JSON.parse(cloud[`SST_RESOURCE_${name}`] ?? "{}").value);
  const webhooks = topology.routes
    .filter(({ path }) => path === "/webhooks/stripe")
    .map(({ path }) => ({
      url: `http://127.0.0.1:${ports.functions}${path}`,
      secret: secretOf("StripeWebhookSecret"),
      events: [...stripeEvents],
    }));
  const env = {
    ...cloud,
    STRIPE_PORT: String(ports.stripe),
    STRIPE_DATA_FILE: folder.file("stripe.sqlite"),
    STRIPE_SECRET_KEY: secretOf("StripeSecretKey"),
    STRIPE_WEBHOOKS: JSON.stringify(webhooks),
    STRIPE_PUBLIC_URL: `http://localhost:${ports.stripe}`,
  };
  return {
    ...ours("stripe", "stripe/main.ts", env),
    isUp: () => respondsOk(`http://127.0.0.1:${ports.stripe}/_control/health`),
  };
}

/** Returns the service that calls the shop's functions from queues, the stream, schedules and HTTP. */
export function worker({ ports, folder, cloud, topologyFile }: Site): ServiceSpec {
  const env = {
    ...cloud,
    ...topologyOf(topologyFile),
    WORKER_PORT: String(ports.functions),
    WORKER_DATA_FILE: folder.file("worker.sqlite"),
    WORKER_ROOT: root,
  };
  return {
    ...ours("worker", "worker/main.ts", env),
    isUp: () => respondsOk(`http://127.0.0.1:${ports.functions}/_worker/health`),
  };
}

/** Returns the shop's web server, which always listens on the loopback address. */
export function web({ ports, cloud, pages }: Site, mode: WebMode): ServiceSpec {
  return {
    name: "web",
    command: process.execPath,
    args: [nextEntry(), mode, "-p", String(ports.shop), "-H", "127.0.0.1"],
    env: { ...webEnvironment(cloud, pages), NODE_ENV: mode === "dev" ? "development" : "production" },
    cwd: root,
    isUp: () => answers(`http://127.0.0.1:${ports.shop}/api/health`),
    readyWithinMs: 60_000,
  };
}

/** Returns Next's environment. Build and server share it, because pages depend on these settings. */
export function webEnvironment(cloud: Environment, pages = buildFolder(cloud)): NodeJS.ProcessEnv {
  return inside({ ...cloud, NEXT_TELEMETRY_DISABLED: "1", SECURECART_BUILD: pages });
}

/**
 * Returns the folder for a cloud's pages: Next's default for the main data folder, another one for all other clouds, so
 * that a test run never replaces the pages of a running shop.
 */
export const buildFolder = ({ SECURECART_CLOUD }: Readonly<Record<string, string | undefined>>) =>
  SECURECART_CLOUD === join(root, ".securecart") ? ".next" : ".next-trial";

/** Returns the path of Next's script. It runs without a shell in between, so that signals reach it. */
export function nextEntry(): string {
  return join(root, "node_modules/next/dist/bin/next");
}

/** Returns whether an address responds at all. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function respondsOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function ours(name: ServiceName, file: string, env: Environment): Omit<ServiceSpec, "isUp"> {
  return {
    name,
    command: process.execPath,
    args: [
      "--enable-source-maps",
      "--no-warnings",
      "--import",
      "tsx",
      join(root, "packages/local/src", file),
    ],
    env: inside(env),
    cwd: root,
    readyWithinMs: 60_000,
  };
}

function topologyOf(file: string | undefined): Environment {
  return file ? { [topologyVariable]: file } : {};
}

function dynamoBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "dynoxide.exe" : "dynoxide";
  try {
    return join(require.resolve(`${name}/package.json`), "..", file);
  } catch {
    throw new Refusal(
      `The local DynamoDB engine is not available for this machine (${name} is not installed). ` +
        "Start any DynamoDB-compatible server, for example in a container, and set its address: " +
        "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start",
    );
  }
}
