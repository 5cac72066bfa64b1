import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inside } from "../packages/local/src/environment";
import { Refusal } from "../packages/local/src/refusal";
import { root } from "../packages/local/src/services";
import { stopSignal } from "../packages/local/src/stop-signal";
import { cloudLog, logFile } from "../scripts/logs";
import { findBrowser } from "./browser";
import { startGoogle } from "./google";
import { startPictures } from "./pictures";
import { openShop } from "./shop";

const shopLog = "journeys cloud";

/**
 * Starts a shop, runs Playwright's tests against it and stops it. `args` are passed to Playwright. Returns its exit
 * code.
 */
async function run(args: readonly string[]): Promise<number> {
  const stop = stopSignal();
  const browser = findBrowser();
  const google = await startGoogle();
  const pictures = await startPictures();
  Object.assign(process.env, google.env, pictures.env);
  const cloud = await openShop({ onLine: cloudLog(shopLog) });
  try {
    const playwright = spawn(
      process.execPath,
      ["--no-warnings", playwrightEntry(), "test", "--config", join(root, "playwright.config.ts"), ...args],
      {
        cwd: root,
        stdio: "inherit",
        env: {
          ...inside(cloud.env),
          ...pictures.env,
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
    const code = await ended;
    if (code !== 0) console.log(`Output of the shop's processes: ${logFile(shopLog)}`);
    return code;
  } finally {
    await cloud.stop();
    await google.stop();
    await pictures.stop();
  }
}

const playwrightEntry = () => createRequire(import.meta.url).resolve("@playwright/test/cli");

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  process.channel?.unref(); // the channel to the launcher must not keep this process alive
}
