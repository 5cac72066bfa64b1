import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimFreePorts } from "../packages/local/src/ports";
import { root } from "../packages/local/src/services";
import { report } from "./report";

const longestMs = 300_000;

/** Measures `npm start` on an empty folder, which builds the pages, and then on the same folder again. */
export async function measureStarts(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "securecart-bench-"));
  const { ports, control } = await claimFreePorts();
  await new Promise((closed) => control.close(closed));
  const shop = { SECURECART_DATA: data, SECURECART_PORT: String(ports.shop) };
  try {
    report("start on an empty folder", await secondsToReady(shop), "s", { atMost: 90 });
    report("next start", await secondsToReady(shop), "s", { atMost: 15 });
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function secondsToReady(where: Record<string, string>): Promise<number> {
  const started = performance.now();
  const shop = spawn(process.execPath, [join(root, "scripts/launch.mjs"), "start"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...where },
  });
  const gone = new Promise((resolve) => shop.once("exit", resolve));
  try {
    return await new Promise<number>((resolve, reject) => {
      const timeout = setTimeout(() => reject(new Error("The shop does not start.")), longestMs);
      shop.once("exit", () => reject(new Error("The shop ended before it was ready.")));
      shop.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (!/Ready in/.test(text)) return;
        clearTimeout(timeout);
        resolve((performance.now() - started) / 1000);
      });
    });
  } finally {
    shop.kill("SIGINT");
    await gone;
  }
}
