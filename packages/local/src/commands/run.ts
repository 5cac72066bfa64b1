import { spawn } from "node:child_process";
import { constants } from "node:os";
import { dataPath } from "../data-folder";
import { type Environment, inside } from "../environment";
import { codeOf, Refusal } from "../refusal";
import { runningEnvironment } from "../running";
import { root } from "../services";
import { startCloud } from "../testing";

/**
 * Runs a command inside a local cloud: the running cloud of this data folder, or a temporary one. Returns the
 * command's exit code.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args[0] === "--" ? args.slice(1) : args;
  if (command === undefined) throw new Refusal("Usage: run -- <command>");
  const running = await runningEnvironment(dataPath(root, process.env.SECURECART_DATA));
  if (running) return runInside(running, command, rest);
  const cloud = await startCloud();
  try {
    return await runInside(cloud.env, command, rest);
  } finally {
    await cloud.stop();
  }
}

/** Runs a command in this terminal and forwards signals to it. The cloud stops after the command. */
export function runInside(cloud: Environment, command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: inside(cloud) });
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  // A terminal sends Ctrl-C to the command directly; without a terminal only this process may receive it.
  const interrupt = () => void (process.stdin.isTTY || child.kill("SIGINT"));
  const orphaned = () => void child.kill("SIGTERM");
  process.on("SIGTERM", pass).on("SIGINT", interrupt).on("disconnect", orphaned);
  return new Promise<number>((resolve, reject) => {
    child.once("error", (error) => {
      const unknown = codeOf(error) === "ENOENT";
      reject(unknown ? new Refusal(`Command not found: ${command}.`) : error);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => process.off("SIGTERM", pass).off("SIGINT", interrupt).off("disconnect", orphaned));
}
