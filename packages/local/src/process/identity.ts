import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { codeOf } from "../refusal";

/** A process id alone says little: the system gives it to another process later. With its start time it is one process. */
export type ProcessIdentity = { pid: number; born: string };

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** When a process was started, in the system's own words; undefined when it is gone or the system does not tell. */
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

/** Signals a child and all of its own children; a group that is gone already is fine. */
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

/** A dead child that nobody has collected still has an id; in a container it may keep it for ever. */
function isZombie(pid: number): boolean {
  return statOf(pid)?.[0] === "Z";
}

/** The fields of /proc/<pid>/stat behind the command's name, which may itself hold spaces. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
