import { createClient } from "@redis/client";
import { Resource } from "sst";
import { Log } from "../log";

/** The shared cache did not answer in time, or not at all. The shop goes on without it. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** A cache that takes longer than the table is none. Milliseconds. */
const connectMs = 1_000;
const commandMs = 250;

/** After a failure nobody asks for so long: a shop without its cache must not be a slow shop. */
const restMs = 1_000;
const betweenWarningsMs = 60_000;

type Client = ReturnType<typeof connect>;
type Connection = { client: Client; opened: Promise<unknown> };
let connection: Connection | null = null;
let restUntil = 0;
let warnedAt = Number.NEGATIVE_INFINITY;

/** Whether the cache failed a moment ago, so that readers had better not wait for it. */
export const isResting = () => performance.now() < restUntil;

/** Runs commands; those of one call are sent together. Throws `Unreachable`, whatever the reason. */
export async function ask<Answer>(commands: (client: Client) => Promise<Answer>): Promise<Answer> {
  connection ??= open();
  const used = connection;
  try {
    if (!used.client.isReady) await within(connectMs, used.opened);
    return await within(commandMs, commands(used.client));
  } catch (error) {
    giveUp(used, error);
    throw new Unreachable("The cache does not answer.", { cause: error });
  }
}

/** Ends the connection, for a process that ends. */
export function close() {
  if (connection?.client.isOpen) connection.client.destroy();
  connection = null;
  restUntil = 0;
}

function open(): Connection {
  const client = connect();
  const opened = client.connect();
  opened.catch(() => undefined); // whoever waits for it hears it
  return { client, opened };
}

function connect() {
  const client = createClient({
    url: Resource.Cache.url,
    RESP: 2,
    disableClientInfo: true,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    // Not again by itself: a new connection is opened when somebody asks after the rest.
    socket: { connectTimeout: connectMs, reconnectStrategy: false },
  });
  client.on("error", () => undefined); // the command that fails says it
  client.unref(); // a job that is done ends, connected or not
  return client;
}

/** A connection that failed once is not trusted again: a machine that slept holds sockets nobody answers. */
function giveUp(used: Connection, cause: unknown) {
  if (used.client.isOpen) used.client.destroy();
  if (connection !== used) return; // somebody else noticed it first
  connection = null;
  restUntil = performance.now() + restMs;
  if (performance.now() - warnedAt < betweenWarningsMs) return;
  warnedAt = performance.now();
  Log.warn("cache.unreachable", { error: cause instanceof Error ? cause.message : String(cause) });
}

async function within<Answer>(milliseconds: number, work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
