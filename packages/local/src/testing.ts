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
  /** Data folder, which is kept. By default a temporary folder that `stop` deletes. */
  dataDir?: string;
  /** Runs the handlers of queues, stream, schedules and routes. Default true. */
  worker?: boolean;
  /** Starts the payment provider. Default true. */
  stripe?: boolean;
  /** Starts the shop's web server. Default false. */
  web?: WebMode | false;
  /** Seeds an empty shop before the web server starts. Default true; without `web` the shop is not seeded. */
  seed?: boolean;
  /** Opens a shop that is never seeded. Default false. */
  empty?: boolean;
  /** Folder with the built pages, in the repository. By default the one of trial builds. */
  pages?: string;
  /** Time for which a transaction holds its items, in milliseconds. Default 0: transactions never meet. */
  conflicts?: number;
  /** First of eight ports. By default a free block. */
  basePort?: number;
  /** Path of a module with another topology, for tests of the cloud itself. */
  topology?: string;
  onLine?: (line: LogLine) => void;
};

/** Starts a local cloud for a test run. Several can run at the same time. */
export async function startCloud(options: StartOptions = {}): Promise<Cloud> {
  const path = options.dataDir ?? mkdtempSync(join(tmpdir(), "securecart-"));
  const folder = openDataFolder(path, { empty: options.empty });
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
      pages: options.pages,
      conflicts: options.conflicts,
      ...(options.onLine ? { onLine: options.onLine } : {}),
    });
    cloud = opened;
    if (options.web && (options.seed ?? true)) await seedIfEmpty(opened);
    if (options.web === "start" && !options.pages) await buildIfNeeded(opened);
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
