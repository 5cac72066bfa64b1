import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { codeOf, Refusal } from "./refusal";

/** Port offsets of the listeners: each port is the base plus its offset. */
const places = {
  shop: { offset: 0, what: "the shop" },
  gateway: { offset: 1, what: "the mailbox and event gateway" },
  stripe: { offset: 2, what: "the Stripe pages" },
  queues: { offset: 3, what: "the queues and buckets" },
  dynamo: { offset: 4, what: "the table" },
  functions: { offset: 5, what: "the functions" },
  control: { offset: 6, what: "the control endpoint" },
  engine: { offset: 7, what: "the engine of the table" },
} as const;

export type PortName = keyof typeof places;
export type Ports = Record<PortName, number>;

/** Names of all ports. */
export const portNames = Object.keys(places).filter((name): name is PortName => name in places);
const highestBase = 65535 - places.engine.offset;

/** Returns all ports of one local cloud. */
export function portsFrom(base: number): Ports {
  const at = (name: PortName) => base + places[name].offset;
  return {
    shop: at("shop"),
    gateway: at("gateway"),
    stripe: at("stripe"),
    queues: at("queues"),
    dynamo: at("dynamo"),
    functions: at("functions"),
    control: at("control"),
    engine: at("engine"),
  };
}

/** Returns the requested base port, or 3000 by default. */
export function basePort(requested: string | undefined): number {
  if (requested === undefined || requested === "") return 3000;
  const base = /^\d+$/.test(requested) ? Number(requested) : Number.NaN;
  if (base >= 1 && base <= highestBase) return base;
  throw new Refusal(
    `SECURECART_PORT must be a whole number from 1 to ${highestBase}, not "${requested}" (for example SECURECART_PORT=4000 npm start).`,
  );
}

export type Claim = { ports: Ports; control: Server };

/**
 * Claims the ports from `base` on, or refuses and names the first busy one. The returned control server already
 * listens, which reserves the block against another cloud that claims ports at the same moment.
 */
export async function claimPorts(base: number, needed: readonly PortName[] = portNames): Promise<Claim> {
  const ports = portsFrom(base);
  const control = await listen(ports.control);
  for (const name of needed) {
    if (name === "control" ? control !== undefined : !(await isBusy(ports[name]))) continue;
    control?.close();
    throw busy(name, base);
  }
  if (!control) throw busy("control", base);
  return { ports, control };
}

/** Claims a free block of ports below the range of ephemeral ports. */
export async function claimFreePorts(): Promise<Claim> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const base = 12_000 + 10 * Math.floor(Math.random() * 2_000);
    try {
      return await claimPorts(base);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  throw new Refusal("No free block of ports was found on this machine.");
}

function busy(name: PortName, base: number): Refusal {
  const port = base + places[name].offset;
  const other = base === 4000 ? 5000 : 4000;
  return new Refusal(
    `Port ${port} for ${places[name].what} is in use by another program. Choose another base: SECURECART_PORT=${other} npm start`,
  );
}

/** Checks by connecting and by binding: on some systems a bind succeeds although another program listens on all addresses. */
async function isBusy(port: number): Promise<boolean> {
  if ((await accepts("127.0.0.1", port)) || (await accepts("::1", port))) return true;
  const probe = await listen(port);
  if (!probe) return true;
  await new Promise((resolve) => probe.close(resolve));
  return false;
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      if (codeOf(error) === "EADDRINUSE") return resolve(undefined);
      if (codeOf(error) !== "EACCES") return reject(error);
      reject(new Refusal(`This user may not listen on port ${port}. Choose a base above 1024.`));
    });
    server.listen({ port, host: "127.0.0.1" }, () => resolve(server));
  });
}
