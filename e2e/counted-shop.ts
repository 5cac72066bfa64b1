import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { answers, buildFolder, nextEntry, root } from "../packages/local/src/services";

export type CountedShop = {
  url: string;
  /** Returns the operations that the shop requested from the table during some work. */
  during(work: () => Promise<unknown>): Promise<string[]>;
  stop(): Promise<void>;
};

type Environment = Readonly<Record<string, string | undefined>>;

const readyWithinMs = 60_000;

/** Starts a second server of the built shop whose requests to the table are counted. */
export async function openCountedShop(cloud: Environment): Promise<CountedShop> {
  const seen: string[] = [];
  const engine = new URL(cloud.AWS_ENDPOINT_URL_DYNAMODB ?? "");
  const counter = await listening(countingProxy(engine, (operation) => seen.push(operation)));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, [nextEntry(), "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: root,
    stdio: "ignore",
    env: {
      ...cloud,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      SECURECART_BUILD: buildFolder(cloud),
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${portOf(counter)}`,
    },
  });
  const stop = async () => {
    const gone = server.exitCode === null && new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
    counter.close();
    counter.closeAllConnections();
  };
  try {
    await untilReady(`${url}/api/health`, () => server.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    during: async (work) => {
      seen.length = 0;
      await work();
      return [...seen];
    },
    stop,
  };
}

function countingProxy(engine: URL, count: (operation: string) => void): Server {
  return createServer((incoming, outgoing) => {
    count(operationOf(incoming));
    const passed = request(
      {
        host: engine.hostname,
        port: engine.port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.once("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
}

/** Reads the operation, for example "Query" of `DynamoDB_20120810.Query`. */
const operationOf = ({ headers }: IncomingMessage) => String(headers["x-amz-target"]).split(".").at(-1) ?? "";

async function untilReady(url: string, isGone: () => boolean): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!(await answers(url))) {
    if (isGone()) throw new Error("The counted shop ended before it was ready.");
    if (Date.now() > deadline) throw new Error("The counted shop does not respond.");
    await delay(100);
  }
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

export async function freePort(): Promise<number> {
  const server = await listening(createServer());
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
