import { type ChildProcess, spawn } from "node:child_process";
import { Refusal } from "../refusal";
import { signalGroup } from "./identity";
import { lineReader } from "./log";
import type { ServiceHost } from "./service";

export type TaskSpec = {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
};

/** A child process that does one job and exits. Its output is written to its log and, line by line, to the host. */
export type Task = { done: Promise<void>; cancel(): void };

/** Starts a task. Its `done` rejects with the end of the log when the task fails or is canceled. */
export function task(spec: TaskSpec, host: ServiceHost): Task {
  const child: ChildProcess = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const { pid } = child;
  if (pid) {
    host.roster.add(spec.name, pid);
    host.guard.watch(pid);
  }
  for (const [stream, name] of [
    [child.stdout, "out"],
    [child.stderr, "err"],
  ] as const) {
    const read = lineReader((text) => host.onLine({ source: spec.name, stream: name, text }));
    stream?.setEncoding("utf8").on("data", (text: string) => {
      host.log.write(text);
      read(text);
    });
  }
  const done = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (pid) {
        host.roster.remove(pid);
        host.guard.forget(pid);
      }
      if (code === 0) resolve();
      else reject(new Refusal(`${spec.name} ended with ${signal ?? `code ${code}`}:\n${host.log.tail(40)}`));
      host.log.close();
    });
  });
  return {
    done,
    cancel: () => {
      if (pid && child.exitCode === null) signalGroup(pid, "SIGTERM");
    },
  };
}
