/**
 * Outlives its parent briefly to end the children that a killed parent could not end. Lines on standard input name
 * process groups: "+123" must be ended, "-123" has already ended. The end of input means that the parent died.
 * Imports none of our modules, so it starts without a compiler.
 */
const groups = new Set<number>();
let unfinished = "";

process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => {
  const lines = (unfinished + text).split("\n");
  unfinished = lines.pop() ?? "";
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line.startsWith("+")) groups.add(pid);
    else groups.delete(pid);
  }
});
process.stdin.on("end", () => {
  signalAll("SIGTERM");
  const started = Date.now();
  const timer = setInterval(() => {
    for (const pid of groups) if (!signal(pid, 0)) groups.delete(pid);
    if (groups.size > 0 && Date.now() - started > 2000) signalAll("SIGKILL");
    if (groups.size > 0 && Date.now() - started < 5000) return;
    clearInterval(timer);
    process.exit(0);
  }, 50);
});
for (const ignored of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(ignored, () => undefined);

function signalAll(name: NodeJS.Signals): void {
  for (const pid of groups) signal(pid, name);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, name);
    return true;
  } catch {
    return false;
  }
}
