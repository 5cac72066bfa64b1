import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inside } from "../packages/local/src/environment";
import { Refusal } from "../packages/local/src/refusal";
import { root } from "../packages/local/src/services";
import { stopSignal } from "../packages/local/src/stop-signal";
import { findBrowser } from "./browser";
import { startGoogle } from "./google";
import { openShop } from "./shop";

/** Opens a shop, lets Playwright walk through it and closes it again. What stands on the command line is Playwright's. */
async function run(args: readonly string[]): Promise<number> {
  const stop = stopSignal();
  const browser = findBrowser();
  const google = await startGoogle();
  Object.assign(process.env, google.env);
  const cloud = await openShop();
  try {
    const playwright = spawn(
      process.execPath,
      ["--no-warnings", playwrightEntry(), "test", "--config", join(root, "playwright.config.ts"), ...args],
      {
        cwd: root,
        stdio: "inherit",
        env: {
          ...inside(cloud.env),
          NODE_ENV: "test",
          E2E_URLS: JSON.stringify(cloud.urls),
          E2E_BROWSER: JSON.stringify(browser),
        },
      },
    );
    const ended = new Promise<number>((resolve, reject) => {
      playwright.once("error", reject);
      playwright.once("exit", (code) => resolve(code ?? 1));
    });
    void stop.asked.then(() => playwright.kill("SIGINT"));
    return await ended;
  } finally {
    await cloud.stop();
    await google.stop();
  }
}

const playwrightEntry = () => createRequire(import.meta.url).resolve("@playwright/test/cli");

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  process.channel?.unref(); // whoever listened for the launcher's end keeps this process no longer
}
