import { spawn } from "node:child_process";
import { constants } from "node:os";
import { dataPath } from "../data-folder";
import { type Environment, inside } from "../environment";
import { codeOf, Refusal } from "../refusal";
import { runningEnvironment } from "../running";
import { root } from "../services";
import { startCloud } from "../testing";

/**
 * Runs a command inside a local cloud: the one of this data folder when it runs, else one of its own that is
 * gone afterwards. Answers the command's exit code.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args[0] === "--" ? args.slice(1) : args;
  if (command === undefined) throw new Refusal("Say what to run: run -- <command>");
  const running = await runningEnvironment(dataPath(root, process.env.SECURECART_DATA));
  if (running) return runInside(running, command, rest);
  const cloud = await startCloud();
  try {
    return await runInside(cloud.env, command, rest);
  } finally {
    await cloud.stop();
  }
}

/** Runs a command with this terminal as its own; a signal reaches it and the cloud outlives it by a moment. */
export function runInside(cloud: Environment, command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: inside(cloud) });
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  // A terminal sends Ctrl-C to the command itself; without one only this process may have got it.
  const interrupt = () => void (process.stdin.isTTY || child.kill("SIGINT"));
  const orphaned = () => void child.kill("SIGTERM");
  process.on("SIGTERM", pass).on("SIGINT", interrupt).on("disconnect", orphaned);
  return new Promise<number>((resolve, reject) => {
    child.once("error", (error) => {
      const unknown = codeOf(error) === "ENOENT";
      reject(unknown ? new Refusal(`There is no command ${command}.`) : error);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => process.off("SIGTERM", pass).off("SIGINT", interrupt).off("disconnect", orphaned));
}
