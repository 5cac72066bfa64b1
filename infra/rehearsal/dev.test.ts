import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../packages/local/src/testing";
import { endGroup } from "../process";
import { openRehearsal, type Rehearsal, sst } from "./open";

let cloud: Cloud;
let rehearsal: Rehearsal;
let ended: Promise<unknown> | undefined;
let pid: number | undefined;
let output = "";

beforeAll(async () => {
  cloud = await startCloud({ worker: false, stripe: false });
});
afterAll(async () => {
  endGroup(pid, "SIGINT");
  await Promise.race([ended, sleep(15_000)]);
  endGroup(pid);
  rehearsal?.close();
  await cloud?.stop();
});

test("sst dev starts the pages with their links, and the health check reads the table", async () => {
  const port = cloud.ports.shop;
  rehearsal = await openRehearsal("development", {
    // The table of the local cloud.
    overrides: { TableTable: { name: JSON.parse(cloud.env.SST_RESOURCE_Table ?? "{}").name } },
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: cloud.env.AWS_ENDPOINT_URL_DYNAMODB ?? "",
      NODE_ENV: "development",
      PORT: String(port),
    },
  });
  const child = spawn(sst(rehearsal.folder), ["dev", "--stage", "developer", "--mode=mono"], {
    cwd: rehearsal.folder,
    env: rehearsal.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  pid = child.pid;
  ended = new Promise((resolve) => child.once("exit", resolve));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const result = await health(`http://127.0.0.1:${port}/api/health`);
  expect(result, output).toEqual({ status: "ok" });
});

/** Polls until the server responds. */
async function health(url: string): Promise<unknown> {
  for (const deadline = Date.now() + 170_000; Date.now() < deadline; await sleep(500)) {
    if (/ Error /.test(output)) return null;
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch(() => null); // not up yet
    if (response) return response.json();
  }
  return null;
}
