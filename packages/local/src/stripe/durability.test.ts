import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HOOK_SECRET, KEY, sdk, startReceiver, until } from "./testing";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

let folder: string;
let running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stripe-"));
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  output(): string;
  exited: Promise<number | null>;
}

/** Starts the server in a separate process. `url` is empty when it exited instead of listening. */
async function start(env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], {
    env: { ...process.env, STRIPE_SECRET_KEY: KEY, STRIPE_DATA_FILE: join(folder, "stripe.db"), ...env },
  });
  running.push(child);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await until(
    () => /listening on (\S+)/.exec(output)?.[1] ?? (child.exitCode !== null ? "ended" : null),
  );
  return { child, url, output: () => output, exited };
}

test("a server killed while working loses nothing that it acknowledged", async () => {
  const receiver = await startReceiver();
  const hooks = [{ url: receiver.url, secret: HOOK_SECRET, events: ["customer.created"] }];
  const env = { STRIPE_WEBHOOKS: JSON.stringify(hooks) };
  await receiver.close();

  const first = await start(env);
  const acknowledged: { key: string; id: string }[] = [];
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const stripe = sdk(first.url);
    for (let index = 0; ; index += 1) {
      const key = `${writer}-${index}`;
      const made = await stripe.customers
        .create({ email: `${key}@example.com`, metadata: { key } }, { idempotencyKey: key })
        .catch(() => null);
      if (!made) return key;
      acknowledged.push({ key, id: made.id });
    }
  });
  await until(() => acknowledged.length >= 100);
  first.child.kill("SIGKILL");
  const interrupted = await Promise.all(writers);
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);

  const again = await startReceiver(receiver.port);
  const second = await start(env);
  const stripe = sdk(second.url);
  const kept = new Map<string, string>();
  for await (const customer of stripe.customers.list({ limit: 100 }))
    kept.set(customer.metadata.key ?? "", customer.id);
  for (const { key, id } of acknowledged) expect(kept.get(key)).toBe(id);
  for (const key of interrupted) {
    const params = { email: `${key}@example.com`, metadata: { key } };
    const { id } = await stripe.customers.create(params, { idempotencyKey: key });
    expect(kept.get(key) ?? id).toBe(id);
  }
  const [one] = acknowledged;
  const replayed = await stripe.customers.create(
    { email: `${one?.key}@example.com`, metadata: { key: one?.key ?? "" } },
    { idempotencyKey: one?.key ?? "" },
  );
  expect(replayed.id).toBe(one?.id);

  const told = () =>
    new Set(again.got.map(({ event }) => ("id" in event.data.object ? event.data.object.id : undefined)));
  await until(() => acknowledged.every(({ id }) => told().has(id)));
  await again.close();
});

test("SIGTERM ends the server cleanly, and a restart keeps its state", async () => {
  const first = await start();
  const { id } = await sdk(first.url).customers.create({ email: "a@example.com" });
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
  const second = await start();
  expect(await sdk(second.url).customers.retrieve(id)).toMatchObject({ email: "a@example.com" });
});

test("pending deliveries follow an endpoint to a new address", async () => {
  const hooks = (url: string) => ({
    STRIPE_WEBHOOKS: JSON.stringify([{ url, secret: HOOK_SECRET, events: ["*"] }]),
  });
  const gone = await startReceiver();
  await gone.close();
  const first = await start(hooks(gone.url));
  const { id } = await sdk(first.url).customers.create({ email: "a@example.com" });
  first.child.kill("SIGKILL");
  await first.exited;
  const moved = await startReceiver();
  const second = await start(hooks(moved.url));
  await until(() => moved.got.some(({ event }) => "id" in event.data.object && event.data.object.id === id));
  expect((await sdk(second.url).webhookEndpoints.list()).data).toHaveLength(1);
  await moved.close();
});

test("a damaged data file prints one line that says what to do", async () => {
  writeFileSync(join(folder, "stripe.db"), "this is no database ".repeat(500));
  const { exited, output } = await start();
  expect(await exited).toBe(1);
  expect(output().trim().split("\n")).toHaveLength(1);
  expect(output()).toContain("npm run reset");
});

test("a busy port prints one clear line", async () => {
  const taken = await startReceiver();
  const { exited, output } = await start({ STRIPE_PORT: String(taken.port) });
  expect(await exited).toBe(1);
  expect(output().trim()).toMatch(/^stripe: Port \d+ is in use\.[^\n]*$/);
  await taken.close();
});
