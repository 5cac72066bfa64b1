import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

/**
 * Starts a server for the commands of Redis (RESP2) that the cache uses: GET, MGET, SET with NX and PX, DEL, PING,
 * AUTH. It responds to any other command with an error, as Redis does, expires keys, and can be made to hang.
 */
export type RedisStandIn = {
  url: string;
  /** Received commands, as spelled. */
  commands: string[][];
  /** Current values by key. */
  held(): Map<string, { text: string; endsAt: number }>;
  /** Makes it accept commands without a response, until called with false. */
  hang(yes: boolean): void;
  stop(): Promise<void>;
};

export async function startRedis(port = 0): Promise<RedisStandIn> {
  const rows = new Map<string, { text: string; endsAt: number }>();
  const commands: string[][] = [];
  const sockets = new Set<Socket>();
  let hanging = false;
  const server = createServer((socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => undefined));
    let rest = Buffer.alloc(0);
    socket.on("data", (data) => {
      const read = readCommands(Buffer.concat([rest, data]));
      rest = read.rest;
      commands.push(...read.commands);
      if (!hanging) socket.write(read.commands.map((command) => answer(rows, command)).join(""));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commands,
    held: () => new Map([...rows].filter(([, { endsAt }]) => endsAt > Date.now())),
    hang: (yes) => {
      hanging = yes;
    },
    stop: () => close(server, sockets),
  };
}

function answer(rows: Map<string, { text: string; endsAt: number }>, [name = "", ...args]: string[]): string {
  const get = (key: string) => {
    const row = rows.get(key);
    return row && row.endsAt > Date.now() ? row.text : null;
  };
  switch (name.toUpperCase()) {
    case "PING":
      return "+PONG\r\n";
    case "AUTH":
      return "+OK\r\n";
    case "GET":
      return bulk(get(args[0] ?? ""));
    case "MGET":
      return `*${args.length}\r\n${args.map((key) => bulk(get(key))).join("")}`;
    case "SET": {
      const [key = "", text = "", ...options] = args;
      const words = options.map((word) => word.toUpperCase());
      if (words.includes("NX") && get(key) !== null) return bulk(null);
      const lives = words.includes("PX")
        ? Number(options[words.indexOf("PX") + 1])
        : Number.POSITIVE_INFINITY;
      rows.set(key, { text, endsAt: Date.now() + lives });
      return "+OK\r\n";
    }
    case "DEL":
      return `:${args.filter((key) => get(key) !== null && rows.delete(key)).length}\r\n`;
    default:
      return `-ERR unknown command '${name}'\r\n`;
  }
}

const bulk = (text: string | null) =>
  text === null ? "$-1\r\n" : `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

/** Returns the complete commands, each an array of bulk strings, and the received part of the next one. */
function readCommands(data: Buffer): { commands: string[][]; rest: Buffer<ArrayBuffer> } {
  const commands: string[][] = [];
  let at = 0;
  for (;;) {
    const read = readCommand(data, at);
    if (!read) return { commands, rest: Buffer.from(data.subarray(at)) };
    commands.push(read.words);
    at = read.end;
  }
}

function readCommand(data: Buffer, from: number): { words: string[]; end: number } | null {
  let at = from;
  const number = () => {
    const end = data.indexOf("\r\n", at);
    if (end < 0) return null;
    const value = Number(data.toString("latin1", at + 1, end));
    at = end + 2;
    return value;
  };
  const count = number();
  if (count === null) return null;
  const words: string[] = [];
  for (let i = 0; i < count; i++) {
    const length = number();
    if (length === null || data.length < at + length + 2) return null;
    words.push(data.toString("utf8", at, at + length));
    at += length + 2;
  }
  return { words, end: at };
}

async function close(server: Server, sockets: Set<Socket>) {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}
