import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { codeOf, Refusal } from "./refusal";

/** Who listens where: every port is the base plus its place in this list. */
const places = {
  shop: { offset: 0, what: "the shop" },
  gateway: { offset: 1, what: "the mailbox and event gateway" },
  stripe: { offset: 2, what: "the Stripe pages" },
  queues: { offset: 3, what: "the queues and buckets" },
  dynamo: { offset: 4, what: "the table" },
  functions: { offset: 5, what: "the functions" },
  control: { offset: 6, what: "the control door" },
} as const;

export type PortName = keyof typeof places;
export type Ports = Record<PortName, number>;

/** Every place. */
export const portNames = Object.keys(places).filter((name): name is PortName => name in places);
const highestBase = 65535 - places.control.offset;

/** All ports of one local cloud. */
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
  };
}

/** The base that the environment asks for, 3000 when it asks for none. */
export function basePort(asked: string | undefined): number {
  if (asked === undefined || asked === "") return 3000;
  const base = /^\d+$/.test(asked) ? Number(asked) : Number.NaN;
  if (base >= 1 && base <= highestBase) return base;
  throw new Refusal(
    `SECURECART_PORT must be a whole number from 1 to ${highestBase}, not "${asked}" (for example SECURECART_PORT=4000 npm start).`,
  );
}

export type Claim = { ports: Ports; door: Server };

/**
 * Takes the ports from `base` on or refuses by name of the first busy one. The control door is already
 * listening in the answer: it holds the block against a second cloud that looks at the same moment.
 */
export async function claimPorts(base: number, needed: readonly PortName[] = portNames): Promise<Claim> {
  const ports = portsFrom(base);
  const door = await listen(ports.control);
  for (const name of needed) {
    if (name === "control" ? door !== undefined : !(await isBusy(ports[name]))) continue;
    door?.close();
    throw busy(name, base);
  }
  if (!door) throw busy("control", base);
  return { ports, door };
}

/** Takes a free block of ports anywhere below the range from which systems hand out ports by themselves. */
export async function claimFreePorts(): Promise<Claim> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const base = 12_000 + 10 * Math.floor(Math.random() * 2_000);
    try {
      return await claimPorts(base);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  throw new Refusal("There is no free block of ports on this machine.");
}

function busy(name: PortName, base: number): Refusal {
  const port = base + places[name].offset;
  const other = base === 4000 ? 5000 : 4000;
  return new Refusal(
    `Port ${port}, wanted by ${places[name].what}, is taken by another program. Choose another base: SECURECART_PORT=${other} npm start`,
  );
}

/** Both questions are needed: a listener on all addresses does not refuse a narrower bind on every system. */
async function isBusy(port: number): Promise<boolean> {
  if ((await answers("127.0.0.1", port)) || (await answers("::1", port))) return true;
  const probe = await listen(port);
  if (!probe) return true;
  await new Promise((resolve) => probe.close(resolve));
  return false;
}

function answers(host: string, port: number): Promise<boolean> {
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
      reject(new Refusal(`Port ${port} needs rights this user lacks: choose a base above 1024.`));
    });
    server.listen({ port, host: "127.0.0.1" }, () => resolve(server));
  });
}
