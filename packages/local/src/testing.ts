import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfNeeded } from "./building";
import { type Cloud, endLeftovers, openCloud } from "./cloud";
import { openDataFolder } from "./data-folder";
import { claimFreePorts, claimPorts } from "./ports";
import type { LogLine } from "./process/log";
import { seedIfEmpty } from "./seeding";
import type { WebMode } from "./services";

export type { Cloud } from "./cloud";

export type StartOptions = {
  /** Kept when given; else a temporary folder that `stop` deletes. */
  dataDir?: string;
  /** Whether handlers run: queues, stream, schedules, routes. Default true. */
  worker?: boolean;
  /** The payment provider. Default true. */
  stripe?: boolean;
  /** The shop itself. Default false. */
  web?: WebMode | false;
  /** Whether an empty shop is filled before the web server starts. Default true; without `web` nothing is filled. */
  seed?: boolean;
  /** First of seven ports; a free block when absent. */
  basePort?: number;
  /** A module with another topology, for tests of the cloud itself. */
  topology?: string;
  onLine?: (line: LogLine) => void;
};

/** Starts a local cloud for a test run. Several can run side by side. */
export async function startCloud(options: StartOptions = {}): Promise<Cloud> {
  const path = options.dataDir ?? mkdtempSync(join(tmpdir(), "securecart-"));
  const folder = openDataFolder(path);
  let cloud: Cloud | undefined;
  const discard = () => {
    if (!options.dataDir) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await endLeftovers(folder);
    const claim = options.basePort ? await claimPorts(options.basePort) : await claimFreePorts();
    const opened = await openCloud({
      folder,
      claim,
      topologyFile: options.topology,
      stripe: options.stripe,
      ...(options.onLine ? { onLine: options.onLine } : {}),
    });
    cloud = opened;
    if (options.web && (options.seed ?? true)) await seedIfEmpty(opened);
    if (options.web === "start") await buildIfNeeded(opened);
    if (options.worker ?? true) await opened.startWorker();
    if (options.web) await opened.startWeb(options.web);
    return { ...opened, stop: () => opened.stop().then(discard) };
  } catch (error) {
    if (cloud) await cloud.stop();
    else folder.release();
    discard();
    throw error;
  }
}
