import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "./hash";
import { platform, providerLock, root, workFolder } from "./paths";
import { succeed } from "./process";

/** Settings of SST for a machine without an AWS account: only npm, no Pulumi, no Bun, no telemetry. */
export const offline = {
  SST_SKIP_DEPENDENCY_CHECK: "1",
  SST_NO_BUN: "1",
  SST_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

/** Launcher of SST's command line. */
export const sstEntry = join(root, "node_modules/sst/bin/sst.mjs");

/** Installs SST's components in `.sst/platform`, unless this version is installed. Returns true if it did. */
export async function installPlatform(): Promise<boolean> {
  const stamp = join(workFolder(), "platform");
  const wanted = platformHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && existsSync(providerLock)) return false;
  await succeed({
    program: process.execPath,
    args: [sstEntry, "install", "--stage", "install"],
    cwd: root,
    env: { ...process.env, ...offline, XDG_CONFIG_HOME: workFolder("config") },
    seconds: 150,
  });
  if (!existsSync(join(platform, "node_modules/@pulumi/pulumi")) || !existsSync(providerLock))
    throw new Error("`sst install` has left an incomplete platform.");
  writeFileSync(stamp, wanted);
  return true;
}

/** Returns a hash of what the platform depends on: SST's version and the providers of the configuration. */
export function platformHash(): string {
  return hashOf(["sst.config.ts", "node_modules/sst/package.json"]);
}
