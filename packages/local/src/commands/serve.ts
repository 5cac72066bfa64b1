import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { build, isBuilt } from "../building";
import { type Cloud, endLeftovers, neededPorts, openCloud } from "../cloud";
import { type DataFolder, dataPath, FolderInUse, type FolderOptions, openDataFolder } from "../data-folder";
import { ownerOf } from "../owner";
import { basePort, claimPorts } from "../ports";
import type { LogLine } from "../process/log";
import { messageOf, Refusal } from "../refusal";
import { seedIdentity, seedIfEmpty } from "../seeding";
import { root, type WebMode } from "../services";
import { stopSignal } from "../stop-signal";
import { problemOf } from "./problem";
import { restartWorkerOnChange } from "./watch";

const stoppingMs = 3_000;

/** Serves the built shop on a local cloud whose data persists. */
export const start = (args: readonly string[]) => serve("start", args);

/** Serves the shop with Next's development server, which rebuilds pages when the code changes. */
export const dev = (args: readonly string[]) => serve("dev", args);

async function serve(mode: WebMode, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const { empty } = readOptions(args);
  const stop = stopSignal();
  const cloud = await openOwn(showLine(mode), { empty });
  try {
    await Promise.race([prepare(cloud, mode), stop.asked]);
    if (!stop.wasAsked()) {
      say(welcome(cloud, (performance.now() - started) / 1000));
      const watcher = mode === "dev" ? restartWorkerOnChange(cloud) : undefined;
      await stop.asked;
      watcher?.stop();
    }
    say("Stopping.");
    return 0;
  } finally {
    await cloud.stop();
  }
}

/** Opens the cloud of this data folder for this process alone, on the ports that the environment sets. */
export async function openOwn(onLine: (line: LogLine) => void, options: FolderOptions = {}): Promise<Cloud> {
  const base = basePort(process.env.SECURECART_PORT);
  const folder = await openFolder(dataPath(root, process.env.SECURECART_DATA), options);
  try {
    await endLeftovers(folder);
    const claim = await claimPorts(base, neededPorts(process.env));
    return await openCloud({ folder, claim, onLine });
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** Opens the data folder, waiting while the previous runner is still stopping: a quick restart must not fail. */
async function openFolder(path: string, options: FolderOptions): Promise<DataFolder> {
  const deadline = Date.now() + stoppingMs;
  for (;;) {
    try {
      return openDataFolder(path, options);
    } catch (error) {
      if (!(error instanceof FolderInUse) || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

async function prepare(cloud: Cloud, mode: WebMode): Promise<void> {
  if (seedIdentity(cloud.folder) === undefined && !cloud.folder.isEmptyShop)
    say("Adding products to the shop (only on the first start).");
  await seedIfEmpty(cloud);
  if (mode === "start" && !isBuilt(cloud)) {
    say("Building the pages (only when something changed).");
    await build(cloud);
  }
  await Promise.all([cloud.startWorker(), cloud.startWeb(mode)]);
}

/** Returns the options of the command line. Refuses a public address, because the local engines accept any password. */
function readOptions(args: readonly string[]) {
  const { values } = parse(args);
  for (const host of [values.hostname, process.env.HOST]) {
    if (host === undefined || host === "" || isLoopback(host)) continue;
    throw new Refusal(
      `The local cloud serves only this machine, not ${host}: its database, queues and payments are for testing. To serve the public, deploy it: npx sst deploy --stage production`,
    );
  }
  return { empty: values.empty };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { hostname: { type: "string", short: "H" }, empty: { type: "boolean", default: false } },
    });
  } catch (error) {
    throw new Refusal(messageOf(error));
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function welcome({ urls, folder }: Cloud, seconds: number): string {
  const owner = ownerOf(folder.path);
  const prefix = folder.path === dataPath(root, undefined) ? "" : `SECURECART_DATA=${folder.path} `;
  return [
    "",
    `Ready in ${seconds.toFixed(1)} s`,
    "",
    `  Shop      ${urls.shop}`,
    `  Admin     ${urls.shop}/admin`,
    `            Sign in as ${owner.email} with password ${owner.password}`,
    `            and the code from: ${prefix}npm run code`,
    `            (or add the key ${owner.key} to an authenticator app)`,
    `  Mailbox   ${urls.mailbox}`,
    `  Payments  ${urls.stripe}`,
    "",
    `  Data and logs are in ${folder.path}. Press Ctrl-C to stop.`,
    "",
  ].join("\n");
}

/** Prints the child processes' output: all of Next's in dev mode, otherwise only problems and the seed's summary. */
function showLine(mode: WebMode): (line: LogLine) => void {
  return (line) => {
    if (mode === "dev" && line.source === "web") return say(line.text);
    const problem = line.source === "build" ? undefined : problemOf(line);
    if (problem !== undefined) console.error(`[${line.source}] ${problem}`);
    else if (line.source === "seed" && line.stream === "out" && line.text.startsWith("Seeded"))
      say(line.text);
  };
}

function say(text: string): void {
  console.log(text);
}
