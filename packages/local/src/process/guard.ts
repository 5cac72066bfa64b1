import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Ends the watched processes if this process dies without ending them. */
export type Guard = { watch(pid: number): void; forget(pid: number): void; release(): void };

export function guard(): Guard {
  const watched = new Set<number>();
  let released = false;
  let input = start();

  function start() {
    const file = fileURLToPath(new URL("./guardian.ts", import.meta.url));
    const loader = process.features.typescript ? [] : ["--import", "tsx"];
    const child = spawn(process.execPath, [...loader, file], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    child.stdin.on("error", () => undefined); // a dead guardian is replaced on exit, below
    child.once("exit", () => {
      if (released) return;
      input = start();
      for (const pid of watched) input.write(`+${pid}\n`);
    });
    child.unref();
    return child.stdin;
  }

  return {
    watch(pid) {
      watched.add(pid);
      input.write(`+${pid}\n`);
    },
    forget(pid) {
      watched.delete(pid);
      input.write(`-${pid}\n`);
    },
    release() {
      released = true;
      input.end();
    },
  };
}
