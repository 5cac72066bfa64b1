import { execFileSync } from "node:child_process";

/** Returns the CPU seconds that this process and all that it started have used. */
export function cpuSeconds(): number {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,time="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, ppid, time = "0"]) => ({ pid: Number(pid), ppid: Number(ppid), seconds: secondsOf(time) }));
  const childrenOf = Map.groupBy(rows, ({ ppid }) => ppid);
  const sum = (pid: number): number =>
    (childrenOf.get(pid) ?? []).reduce((total, child) => total + child.seconds + sum(child.pid), 0);
  return sum(process.pid) + (rows.find(({ pid }) => pid === process.pid)?.seconds ?? 0);
}

/** Reads a time as `ps` writes it: "01:02:03", "62:03.50", "1-02:03:04". */
function secondsOf(time: string): number {
  const [clock = "0", days = "0"] = time.split("-").reverse();
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 24 * 3600 + seconds;
}
