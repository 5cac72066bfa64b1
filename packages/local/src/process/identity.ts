import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { codeOf } from "../refusal";

/** Returns whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Returns a process's start time in the system's format, or undefined when it has ended or the system does not report it. */
export function bornAt(pid: number): string | undefined {
  const fields = statOf(pid);
  if (fields) return fields[19];
  if (process.platform === "linux") return undefined;
  try {
    const args = ["-o", "lstart=", "-p", String(pid)];
    return execFileSync("ps", args, { encoding: "utf8", stdio: "pipe" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Signals a child and its children. A process group that has already ended is ignored. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of process.platform === "win32" ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  }
}

/** Returns whether a process is dead but not reaped; in a container it may keep its id forever. */
function isZombie(pid: number): boolean {
  return statOf(pid)?.[0] === "Z";
}

/** Returns the fields of /proc/<pid>/stat that follow the command name, which may contain spaces. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
