import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, nextEntry, root, webEnvironment } from "../packages/local/src/services";
import type { Cloud } from "../packages/local/src/testing";
import { waitFor } from "./wait";

/** Time that a server runs before it is killed again, in milliseconds. */
const restMs = 2_000;

/** Checks that the pages are built. */
export const isBuilt = () => existsSync(join(root, ".next/BUILD_ID"));

/** Starts Next on a copy of the built pages, so that pages rendered in this run do not stay in the shop's build. */
export async function openWeb(cloud: Cloud) {
  const site = mkdtempSync(join(tmpdir(), "securecart-web-"));
  cpSync(join(root, ".next"), join(site, ".next"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.startsWith(join(root, ".next/cache")),
  });
  for (const name of ["node_modules", "app", "packages", "public", "package.json", "next.config.js"])
    symlinkSync(join(root, name), join(site, name));
  let wanted = true;
  let child: ChildProcess | undefined;
  let upSince: number | undefined;

  function start() {
    const args = [nextEntry(), "start", "-p", String(cloud.ports.shop), "-H", "127.0.0.1"];
    const env = { ...webEnvironment(cloud.env), NODE_ENV: "production", SECURECART_BUILD: ".next" } as const;
    child = spawn(process.execPath, args, { cwd: site, env, stdio: "ignore" });
    child.once("exit", () => {
      if (wanted) start();
    });
  }

  const isUp = () => answers(`http://127.0.0.1:${cloud.ports.shop}/api/health`);
  start();
  if (!(await waitFor(isUp, { seconds: 30 }))) throw new Error("The web server does not respond.");
  return {
    /** Kills the server when it has run long enough. Returns false otherwise. */
    kill: async () => {
      upSince = (await isUp()) ? (upSince ?? Date.now()) : undefined;
      if (upSince === undefined || Date.now() - upSince < restMs) return false;
      upSince = undefined;
      return Boolean(child?.kill("SIGKILL"));
    },
    ready: () => waitFor(isUp, { seconds: 30 }),
    close: () => {
      wanted = false;
      child?.kill("SIGKILL");
      rmSync(site, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
