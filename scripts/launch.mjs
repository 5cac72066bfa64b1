/**
 * Entry point of every npm script. Runs on Node 20 without any package: installs the packages when they are missing or
 * differ from the lockfile, then runs the command on the Node that is among the packages.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = "packages/local/src/cli.ts";

/** Program of each command and the arguments before those of the caller. */
const commands = {
  start: [cli, "start"],
  dev: [cli, "dev"],
  seed: [cli, "seed"],
  reset: [cli, "reset"],
  build: [cli, "build"],
  run: [cli, "run"],
  code: [cli, "code"],
  owner: ["scripts/owner.ts"],
  migrate: ["scripts/migrate.ts"],
  check: ["scripts/check.ts"],
  test: ["scripts/test.ts"],
  e2e: ["e2e/run.ts"],
  bench: ["bench/run.ts"],
  faults: ["faults/run.ts"],
  infra: ["infra/run.ts"],
  docs: ["infra/docs/run.ts"],
};

/** Oldest Node that runs the commands (SQLite without a flag), and oldest that runs this file and npm. */
const runtimeFloor = [22, 13];
const launcherFloor = [20, 0];

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (!command) stop(`Commands: ${Object.keys(commands).join(", ")}.`);
if (!isAtLeast(process.version, launcherFloor))
  stop(
    `SecureCart needs Node 20 or newer to install itself; this is ${process.version}. Get Node 24: https://nodejs.org`,
  );
if (!existsSync(join(root, command[0]))) stop(`${command[0]} is missing.`);
if (!isInstalled()) install();
run(chooseNode(), command);

/** Checks that node_modules holds the packages of the lockfile. Those for other platforms may be absent. */
function isInstalled() {
  const wanted = packagesIn("package-lock.json");
  const found = packagesIn("node_modules/.package-lock.json");
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === "" || version === undefined) return true;
    const installed = found[path];
    return installed ? installed.version === version : Boolean(optional || devOptional);
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.log("Installing the packages in package-lock.json.");
  const { npm_execpath: npm } = process.env;
  // Under NODE_ENV=production npm would leave out the packages that the local cloud needs.
  const how = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const [program, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const { status, error } = spawnSync(program, [...first, ...how], {
    cwd: root,
    stdio: "inherit",
    shell: program === "npm" && process.platform === "win32",
  });
  if (error) stop(`npm could not be started: ${error.message}`);
  if (status !== 0) stop("The packages could not be installed; see npm's output above.", status ?? 1);
}

/** Returns the Node among the packages when it exists and runs on this machine, else the current one. */
function chooseNode() {
  const packaged = join(root, "node_modules/.bin", process.platform === "win32" ? "node.exe" : "node");
  const { stdout } = existsSync(packaged) ? spawnSync(packaged, ["--version"], { encoding: "utf8" }) : {};
  if (stdout && isAtLeast(stdout, runtimeFloor)) return packaged;
  if (isAtLeast(process.version, runtimeFloor)) return process.execPath;
  return stop(
    `SecureCart needs Node ${runtimeFloor.join(".")} or newer; this is ${process.version}, and npm has no Node for ${process.platform}-${process.arch}. Get Node 24: https://nodejs.org`,
  );
}

function run(node, [program, ...before]) {
  const loader = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
  const child = spawn(node, ["--no-warnings", "--import", loader, join(root, program), ...before, ...args], {
    cwd: root,
    // The child ends when the IPC channel closes, that is when this process is gone.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}` },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => pass(child, signal));
  child.once("error", (error) => stop(`${node} could not be started: ${error.message}`));
  child.once("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  watchParent(child);
}

/** Sends a signal on to the child. In a terminal, Ctrl-C has already reached it. */
function pass(child, signal) {
  if (signal === "SIGINT" && process.stdin.isTTY) return;
  child.kill(signal);
}

/**
 * Ends the child when npm is gone: npm that is killed cannot send a signal on. Without npm, a missing parent only means
 * a start in the background.
 */
function watchParent(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 500).unref();
}

function isAtLeast(version, [major, minor]) {
  const [itsMajor = 0, itsMinor = 0] = version.trim().replace(/^v/, "").split(".").map(Number);
  return itsMajor > major || (itsMajor === major && itsMinor >= minor);
}

function stop(message, code = 1) {
  console.error(message);
  process.exit(code);
}
