import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Refusal } from "../refusal";
import type { Guard } from "./guard";
import { signalGroup } from "./identity";
import { type Log, type LogLine, lineReader } from "./log";
import type { Roster } from "./roster";

export type ServiceSpec = {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Checks once whether the service responds. */
  isUp: () => Promise<boolean>;
  readyWithinMs: number;
};

export type ServiceState = "starting" | "ready" | "restarting" | "stopping" | "stopped";
export type ServiceReport = { name: string; pid: number | null; state: ServiceState; restarts: number };

/** Shared by all services of one cloud. */
export type ServiceHost = {
  roster: Roster;
  guard: Guard;
  log: Log;
  onLine: (line: LogLine) => void;
};

/** A child process that is restarted until it is stopped. */
export type Service = {
  readonly name: string;
  report(): ServiceReport;
  /** Resolves at the service's first response. Rejects with the end of its log if it dies before that. */
  start(): Promise<void>;
  /** Resolves when the service responds, after a restart in progress if there is one. */
  whenReady(): Promise<void>;
  /** Sends a signal. If the signal ends the process, resolves after the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
};

/** A child that lived for less time died on its own, not because of a request. */
const quickDeathMs = 2_000;
const longestPauseMs = 5_000;
const graceMs = 5_000;
const lookEveryMs = 20;
const signalsWhichLeaveItAlive: NodeJS.Signals[] = ["SIGSTOP", "SIGCONT", "SIGUSR1", "SIGUSR2", "SIGHUP"];

export function service(spec: ServiceSpec, host: ServiceHost): Service {
  let child: ChildProcess | undefined;
  let state: ServiceState = "stopped";
  let wanted = false;
  let restarts = 0;
  let quickDeaths = 0;

  function launch(): ChildProcess {
    const born = Date.now();
    const started = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ["ignore", "pipe", "pipe"],
      // A separate process group: Ctrl-C reaches only the runner, which stops the children in order.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    child = started;
    const { pid } = started;
    if (pid) {
      host.roster.add(spec.name, pid);
      host.guard.watch(pid);
    }
    listen(started.stdout, "out");
    listen(started.stderr, "err");
    started.once("error", (error) => host.log.write(`${error.message}\n`));
    started.once("exit", (code, signal) => {
      if (pid) {
        host.roster.remove(pid);
        host.guard.forget(pid);
      }
      if (child === started) child = undefined;
      if (!wanted) return;
      host.log.write(`-- ${spec.name} ended with ${signal ?? `code ${code}`}\n`);
      if (state !== "starting") void relaunch(Date.now() - born);
    });
    return started;
  }

  function listen(stream: NodeJS.ReadableStream | null, name: "out" | "err"): void {
    if (!stream) return;
    stream.setEncoding("utf8");
    const read = lineReader((text) => host.onLine({ source: spec.name, stream: name, text }));
    stream.on("data", (text: string) => {
      host.log.write(text);
      read(text);
    });
  }

  /** Restarts the child: at once after the first deaths, after growing pauses when it keeps dying. */
  async function relaunch(livedMs: number): Promise<void> {
    state = "restarting";
    restarts++;
    quickDeaths = livedMs < quickDeathMs ? quickDeaths + 1 : 0;
    if (quickDeaths > 1)
      await delay(Math.min(longestPauseMs, 50 * 2 ** quickDeaths), undefined, { ref: false });
    if (quickDeaths === 4) {
      const text = `${spec.name} keeps crashing. The end of ${host.log.file}:\n${host.log.tail(8)}`;
      host.onLine({ source: spec.name, stream: "err", text });
    }
    if (!wanted) return;
    const started = launch();
    while (wanted && child === started) {
      if (await spec.isUp()) {
        state = "ready";
        return;
      }
      await delay(lookEveryMs);
    }
  }

  async function firstAnswer(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + spec.readyWithinMs;
    while (child === started) {
      if (await spec.isUp()) {
        state = "ready";
        return;
      }
      if (Date.now() > deadline) break;
      await delay(lookEveryMs);
    }
    const what =
      child === started ? `did not respond within ${spec.readyWithinMs / 1000} s` : "exited at once";
    wanted = false;
    await end("SIGKILL");
    state = "stopped";
    await delay(100); // its last output may still arrive
    throw new Refusal(`${spec.name} ${what}. The end of ${host.log.file}:\n${host.log.tail(15)}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    if (!ending?.pid) return;
    const gone = once(ending, "exit");
    signalGroup(ending.pid, signal);
    if (signalsWhichLeaveItAlive.includes(signal)) return;
    if (signal !== "SIGKILL") {
      signalGroup(ending.pid, "SIGCONT"); // a paused child does not receive signals
      const late = await Promise.race([gone, delay(graceMs, "late", { ref: false })]);
      if (late === "late") signalGroup(ending.pid, "SIGKILL");
    }
    await gone;
  }

  return {
    name: spec.name,
    report: () => ({ name: spec.name, pid: child?.pid ?? null, state, restarts }),
    async start() {
      wanted = true;
      state = "starting";
      await firstAnswer(launch());
    },
    async whenReady() {
      while (wanted && state !== "ready") await delay(lookEveryMs);
      if (!wanted) throw new Error(`${spec.name} is not running.`);
    },
    async kill(signal) {
      if (!signalsWhichLeaveItAlive.includes(signal)) state = "restarting";
      await end(signal);
    },
    async stop() {
      wanted = false;
      state = "stopping";
      await end("SIGTERM");
      state = "stopped";
      host.log.close();
    },
  };
}
