import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../e2e/counted-shop";
import { answers, nextEntry, root } from "../packages/local/src/services";

/** Smallest possible Next app. The shop's pages are compared with it. */
const files = {
  "package.json": '{ "private": true, "type": "module" }',
  "next.config.js": `export default { turbopack: { root: ${JSON.stringify(root)} } };`,
  "app/layout.js":
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  "app/page.js": "export default function Page() { return <h1>Hello</h1>; }",
};

const readyWithinMs = 30_000;

export type BareApp = { url: string; stop(): Promise<void> };

/**
 * Builds and serves the app, in a folder of the repository so that it finds the packages. Throws when it does not
 * start.
 */
export async function openBareApp(): Promise<BareApp> {
  const folder = join(root, ".securecart", `bench-${process.pid}`);
  const discard = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    mkdirSync(join(folder, "app"), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await ended(next(folder, "build"));
    const port = await freePort();
    const server = next(folder, "start", "-p", String(port), "-H", "127.0.0.1");
    const stop = async () => {
      server.kill("SIGKILL");
      await gone(server);
      discard();
    };
    const url = `http://localhost:${port}`;
    const deadline = Date.now() + readyWithinMs;
    while (!(await answers(url))) {
      if (Date.now() < deadline) await delay(100);
      else await stop().then(() => Promise.reject(new Error("The bare app does not respond.")));
    }
    return { url, stop };
  } catch (error) {
    discard();
    throw error;
  }
}

const next = (folder: string, ...args: string[]) =>
  spawn(process.execPath, [nextEntry(), ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });

async function ended(child: ChildProcess): Promise<void> {
  const code = await gone(child);
  if (code !== 0) throw new Error(`The bare app could not be built (${code}).`);
}

const gone = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once("exit", (code) => resolve(code));
  });
