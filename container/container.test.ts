import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { all, readDockerfile, type Stage } from "./dockerfile";
import { contextFiles, copyAll, linkTree } from "./staged";

const root = process.cwd();
const [build, shop] = readDockerfile(join(root, "container/Dockerfile")) as [Stage, Stage];
const folder = mkdtempSync(join(tmpdir(), "securecart-container-"));
const image = join(folder, "image");
/** Environment without any link of the shop. */
const bare = { NODE_ENV: "production", PATH: process.env.PATH } as const;
let cloud: Cloud;
let table: Awaited<ReturnType<typeof heldTable>>;
let port = 0;
const started: ChildProcess[] = [];

/** Options for `vi.waitFor`. The timeout is long for slow machines; a condition that holds at once costs no time. */
const soon = { timeout: 60_000, interval: 50 };

/** Builds the image's files without Docker, by the copies and commands of the Dockerfile. */
beforeAll(async () => {
  const stage = join(folder, "build");
  for (const file of contextFiles(root)) {
    mkdirSync(dirname(join(stage, file)), { recursive: true });
    cpSync(join(root, file), join(stage, file));
  }
  linkTree(join(root, "node_modules"), join(stage, "node_modules"));
  cloud = await startCloud({ worker: false });
  await fill();
  table = await heldTable(cloud.env.AWS_ENDPOINT_URL_DYNAMODB ?? "");
  const [, command = ""] = all(build, "RUN").map(({ words }) => words.join(" "));
  const building = spawn(process.execPath, command.split(" ").slice(1), {
    cwd: stage,
    env: { ...bare, SST_RESOURCE_Shop: cloud.env.SST_RESOURCE_Shop },
    stdio: ["ignore", "ignore", "inherit"],
  });
  started.push(building);
  expect(await new Promise((resolve) => building.once("exit", resolve))).toBe(0);
  copyAll(shop, image, { build: { root: stage, at: "/build" } });
}, 1_200_000);

afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  table?.close();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Adds one product. The whole seed with all its pictures would take half a minute. */
async function fill() {
  Object.assign(process.env, cloud.env);
  const { product } = await import("@securecart/core/test/fixtures");
  const { Search } = await import("@securecart/core/search");
  await product({ featured: true });
  await Search.rebuild();
}

/** Starts the image's command with the links of a task and waits until it is healthy. */
async function start() {
  port = await freePort();
  const fixed = Object.fromEntries(
    all(shop, "ENV").map(({ text }) => text.split("=", 2) as [string, string]),
  );
  const [program, ...args] = all(shop, "CMD")[0]?.words ?? [];
  expect(program).toBe("node");
  const child = spawn(process.execPath, args, {
    cwd: image,
    env: {
      ...bare,
      ...fixed,
      ...cloud.env,
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      LISTEN_ADDRESS: "127.0.0.1",
      PORT: String(port),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await vi.waitFor(async () => expect((await get("/api/health")).status).toBe(200), {
    ...soon,
    interval: 200,
  });
  return { child, gone, output: () => output };
}

const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
const text = async (path: string) => (await get(path)).text();

/** Lists every file with its size and time, to see that the running shop changes none. */
const tree = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => ({ name, found: statSync(join(path, name)) }))
    .map(({ name, found }) => `${name} ${found.isDirectory() ? "" : `${found.size} ${found.mtimeMs}`}`)
    .toSorted();

test("the image's command serves the shop and its products, and changes none of its files", async () => {
  const before = tree(image);
  const { child, gone } = await start();
  expect(await healthy()).toBe(0);
  await vi.waitFor(async () => expect(await text("/")).toMatch(/\/product\/[\w-]+/), {
    ...soon,
    interval: 500,
  });
  const [, path = ""] = /href="(\/product\/[\w-]+)"/.exec(await text("/")) ?? [];
  const page = await get(path);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toMatch(/Add to cart/);
  const [script = ""] = /\/_next\/static\/[^"]+\.js/.exec(html) ?? [];
  expect((await get(script)).status).toBe(200);
  expect((await get("/product/nobody-sells-this")).status).toBe(404);
  expect(tree(image)).toEqual(before);
  child.kill("SIGTERM");
  await gone;
  expect(await healthy()).toBe(1);
}, 300_000);

test("a container that is stopped finishes open requests, accepts no new ones and exits", async () => {
  const { child, gone, output } = await start();
  await text("/search?q=mug"); // its connection stays open
  table.hold();
  const slow = get("/search?q=kiln");
  await vi.waitFor(() => expect(table.waiting()).toBeGreaterThan(0), soon);
  child.kill("SIGTERM");
  await vi.waitFor(async () => expect(await refused()).toBe(true), soon);
  expect(child.exitCode).toBeNull();
  table.release();
  const answer = await slow;
  expect(answer.status).toBe(200);
  expect(await answer.text()).toMatch(/\/product\/[\w-]+/);
  expect(await gone).toBe(128 + 15);
  expect(output()).toContain("container.stopping");
  expect(output()).not.toContain("container.stopped_late");
}, 300_000);

test("a request that never ends does not delay the exit beyond the grace period", async () => {
  const { child, gone, output } = await start();
  table.hold();
  const endless = expect(get("/search?q=mugs")).rejects.toThrow(); // cut off
  await vi.waitFor(() => expect(table.waiting()).toBeGreaterThan(0), soon);
  const stoppedAt = performance.now();
  child.kill("SIGTERM");
  expect(await gone).toBe(1);
  expect(performance.now() - stoppedAt).toBeLessThan(30_000);
  expect(output()).toContain("container.stopped_late");
  await endless;
  table.release();
}, 300_000);

/** Runs the image's health check and returns its exit code. */
function healthy(): Promise<number | null> {
  const check = spawn(process.execPath, ["healthy.mjs"], {
    cwd: image,
    env: { ...bare, PORT: String(port) },
    stdio: "ignore",
  });
  return new Promise((resolve) => check.once("exit", resolve));
}

/** Checks that the port refuses connections. */
const refused = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("error", () => resolve(true));
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
  });

/** Starts a proxy of the table that can hold requests and release them. */
async function heldTable(engine: string) {
  const { hostname, port } = new URL(engine);
  let held = Promise.withResolvers<void>();
  let waiting = 0;
  held.resolve();
  const server = createServer(async (incoming, outgoing) => {
    waiting++;
    await held.promise;
    waiting--;
    const { method, url, headers } = incoming;
    const passed = request({ host: hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: () => {
      held = Promise.withResolvers();
    },
    release: () => held.resolve(),
    waiting: () => waiting,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
