import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../packages/local/src/services";
import { report } from "./report";

/** Far from where a shop or a test listens by itself. */
const base = "9400";
const longestMs = 300_000;

/** `npm start` on an empty folder, and on the folder it left. The first one builds the pages. */
export async function measureStarts(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "securecart-bench-"));
  try {
    report("start on an empty folder", await secondsToReady(data), "s", { atMost: 90 });
    report("next start", await secondsToReady(data), "s", { atMost: 15 });
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function secondsToReady(data: string): Promise<number> {
  const started = performance.now();
  const shop = spawn(process.execPath, [join(root, "scripts/launch.mjs"), "start"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, SECURECART_DATA: data, SECURECART_PORT: base },
  });
  const gone = new Promise((resolve) => shop.once("exit", resolve));
  try {
    return await new Promise<number>((resolve, reject) => {
      const impatience = setTimeout(() => reject(new Error("The shop does not start.")), longestMs);
      shop.once("exit", () => reject(new Error("The shop ended before it was ready.")));
      shop.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (!/Ready in/.test(text)) return;
        clearTimeout(impatience);
        resolve((performance.now() - started) / 1000);
      });
    });
  } finally {
    shop.kill("SIGINT");
    await gone;
  }
}
