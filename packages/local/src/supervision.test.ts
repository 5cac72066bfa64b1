import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { until } from "./fixtures/support";
import { claimFreePorts } from "./ports";
import { bornAt, isAlive } from "./process/identity";
import { root } from "./services";
import { startCloud } from "./testing";

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "securecart-supervision-"));
});
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await until("the end of all children", () => childrenOf(folder).every(({ pid }) => !isAlive(pid)));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

type Child = { name: string; pid: number; born?: string };

function childrenOf(path: string): Child[] {
  try {
    return JSON.parse(readFileSync(join(path, "children.json"), "utf8"));
  } catch {
    return [];
  }
}

function node(args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ["--no-warnings", "--import", "tsx", ...args], {
    cwd: root,
    env: { ...process.env, SECURECART_DATA: folder, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"], // as the launcher does
  });
  started.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = "";
  child.stdout?.on("data", (text) => {
    output += text;
  });
  child.stderr?.on("data", (text) => {
    output += text;
  });
  const [code] = await once(child, "close");
  return { code, output };
}

const runner = fileURLToPath(new URL("./fixtures/runner.ts", import.meta.url));
const cli = fileURLToPath(new URL("./cli.ts", import.meta.url));

async function running(): Promise<{ child: ChildProcess; children: Child[]; control: string }> {
  const child = node([runner, folder]);
  const [line] = await once(child.stdout ?? child, "data");
  return { child, ...JSON.parse(String(line)) };
}

describe("a runner that is killed", () => {
  test("leaves no child running", async () => {
    const { child, children } = await running();
    expect(children.map(({ name }) => name)).toEqual(["dynamo", "table", "queues", "gateway", "worker"]);
    child.kill("SIGKILL");
    await until("the end of all children", () => children.every(({ pid }) => !isAlive(pid)));
  });

  test("together with its guardian leaves children that the next runner ends, sparing other processes with the same id", async () => {
    const orphan = spawn("sleep", ["100"], { detached: true, stdio: "ignore" });
    const bystander = spawn("sleep", ["100"], { detached: true, stdio: "ignore" });
    started.push(orphan, bystander);
    const [pid = 0, other = 0] = [orphan.pid, bystander.pid];
    const left: Child[] = [
      { name: "dynamo", pid, born: bornAt(pid) ?? "" },
      { name: "queues", pid: other, born: "another time" },
    ];
    writeFileSync(join(folder, "children.json"), JSON.stringify(left));
    const cloud = await startCloud({ dataDir: folder, worker: false, stripe: false });
    await cloud.stop();
    expect([isAlive(pid), isAlive(other)]).toEqual([false, true]);
  });
});

test("a child that dies is restarted every time", async () => {
  const { child, control } = await running();
  const gateway = async () => {
    const children: (Child & { restarts: number; state: string })[] = await (
      await fetch(`${control}/children`)
    ).json();
    return children.find(({ name }) => name === "gateway");
  };
  for (const restarts of [1, 2]) {
    const before = await gateway();
    process.kill(before?.pid ?? 0, "SIGKILL");
    const after = await until("the restart", async () => {
      const now = await gateway();
      return now?.state === "ready" && now.restarts === restarts && now;
    });
    expect(after.pid).not.toBe(before?.pid);
  }
  const order = JSON.stringify({ child: "dynamo", signal: "SIGTERM" });
  const killed = await (await fetch(`${control}/kill`, { method: "POST", body: order })).json();
  expect(killed).toMatchObject({ child: "dynamo", signal: "SIGTERM" });
  await until("the health of all", async () => (await (await fetch(`${control}/health`)).json()).ok);
  child.kill("SIGKILL");
});

describe("the command line", () => {
  test.each<[NodeJS.Signals, number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("%s ends a command, its cloud and every process", async (signal, code) => {
    const temporary = mkdtempSync(join(tmpdir(), "securecart-tmp-"));
    const script = "console.log(process.env.SECURECART_CLOUD); setInterval(() => {}, 1000)";
    const child = node([cli, "run", "--", process.execPath, "-e", script], { TMPDIR: temporary });
    const [line] = await once(child.stdout ?? child, "data");
    const children = childrenOf(String(line).trim());
    expect(children.length).toBeGreaterThan(3);
    child.kill(signal);
    expect((await ended(child)).code).toBe(code);
    expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
    rmSync(temporary, { recursive: true, force: true });
  });

  test("run uses the cloud running on the folder and returns the command's exit code", async () => {
    const { child, control } = await running();
    const script = "console.log(process.env.SECURECART_CONTROL); process.exit(7)";
    const { code, output } = await ended(node([cli, "run", "--", process.execPath, "-e", script]));
    expect([code, output.trim()]).toEqual([7, control]);
    const unknown = await ended(node([cli, "run", "--", "no-such-program"]));
    expect(unknown).toEqual({ code: 1, output: "Command not found: no-such-program.\n" });
    expect(await ended(node([cli, "reset"]))).toMatchObject({
      code: 1,
      output: expect.stringContaining("is running on"),
    });
    expect(await ended(node([cli, "start"]))).toMatchObject({
      code: 1,
      output: expect.stringContaining("Another SecureCart"),
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await ended(node([cli, "reset"]))).toMatchObject({ code: 0 });
  });

  test("a busy port prints one clear line and starts nothing", async () => {
    const { ports, control } = await claimFreePorts();
    control.close();
    const other = createServer().listen(ports.dynamo, "127.0.0.1");
    const { code, output } = await ended(node([cli, "start"], { SECURECART_PORT: String(ports.shop) }));
    expect(code).toBe(1);
    expect(output.trim().split("\n")).toEqual([
      expect.stringContaining(`Port ${ports.dynamo} for the table`),
    ]);
    expect(childrenOf(folder)).toEqual([]);
    other.close();
  });

  test.each<[string, string[], Record<string, string>, string]>([
    ["an invalid base port", ["start"], { SECURECART_PORT: "70000" }, 'not "70000"'],
    ["a public address in the environment", ["start"], { HOST: "0.0.0.0" }, "only this machine, not 0.0.0.0"],
    [
      "a public address as an argument",
      ["start", "-H", "192.168.1.5"],
      {},
      "only this machine, not 192.168.1.5",
    ],
    ["an unknown command", ["begin"], {}, "Commands: start, dev"],
  ])("%s is refused in one line", async (_, args, env, message) => {
    const { code, output } = await ended(node([cli, ...args], env));
    expect(code).toBe(1);
    expect(output.trim().split("\n")).toEqual([expect.stringContaining(message)]);
  });

  test("reset deletes only a shop's data", async () => {
    writeFileSync(join(folder, "thesis.txt"), "");
    const { code, output } = await ended(node([cli, "reset"]));
    expect([code, output]).toEqual([1, expect.stringContaining("Nothing was deleted")]);
    expect(readFileSync(join(folder, "thesis.txt"), "utf8")).toBe("");
  });
});

test("a missing handler is named at the start", async () => {
  const topology = join(folder, "topology.mjs");
  const consumer = { handler: "packages/functions/src/nowhere/at-all.handler", timeoutSeconds: 1 };
  const schedule = { name: "Never", everySeconds: 60, consumer };
  writeFileSync(topology, `export const schedules = ${JSON.stringify([schedule])};`);
  const start = startCloud({ topology, stripe: false });
  await expect(start).rejects.toThrow(
    /handlers are missing:\s+packages\/functions\/src\/nowhere\/at-all\.handler/,
  );
});
