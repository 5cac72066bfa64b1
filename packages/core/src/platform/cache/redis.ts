import { createClient } from "@redis/client";
import { Resource } from "sst";
import { Log } from "../log";

/** The shared cache did not respond in time, or at all. The shop works without it. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Timeouts in milliseconds: a cache that is slower than the table is of no use. */
const connectMs = 1_000;
const commandMs = 250;

/** Pause after a failure, in milliseconds, in which no request waits for the cache. */
const restMs = 1_000;
const betweenWarningsMs = 60_000;

type Client = ReturnType<typeof create>;
type Connection = { client: Client; opened: Promise<unknown> };
let connection: Connection | null = null;
let restUntil = 0;
let warnedAt = Number.NEGATIVE_INFINITY;

/** Tells whether the cache has just failed, so that readers must not wait for it. */
export const isResting = () => performance.now() < restUntil;

/** Runs commands; those of one call are sent together. Throws `Unreachable` for every failure. */
export async function run<Result>(commands: (client: Client) => Promise<Result>): Promise<Result> {
  connection ??= open();
  const used = connection;
  try {
    if (!used.client.isReady) await within(connectMs, used.opened);
    return await within(commandMs, commands(used.client));
  } catch (error) {
    giveUp(used, error);
    throw new Unreachable("The cache does not respond.", { cause: error });
  }
}

/** Closes the connection, for a process that ends. */
export function close() {
  if (connection?.client.isOpen) connection.client.destroy();
  connection = null;
  restUntil = 0;
}

function open(): Connection {
  const client = create();
  return { client, opened: client.connect() };
}

function create() {
  const client = createClient({
    url: Resource.Cache.url,
    RESP: 2,
    disableClientInfo: true,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    // No automatic reconnection: the first command after the pause opens a new connection.
    socket: { connectTimeout: connectMs, reconnectStrategy: false },
  });
  client.on("error", () => undefined); // the failing command reports it
  client.unref(); // lets a finished job end while connected
  return client;
}

/** Drops a connection that has failed: after a machine has slept, its sockets are dead. */
function giveUp(used: Connection, cause: unknown) {
  if (used.client.isOpen) used.client.destroy();
  if (connection !== used) return; // dropped before
  connection = null;
  restUntil = performance.now() + restMs;
  if (performance.now() - warnedAt < betweenWarningsMs) return;
  warnedAt = performance.now();
  Log.warn("cache.unreachable", { error: cause instanceof Error ? cause.message : String(cause) });
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No response within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
