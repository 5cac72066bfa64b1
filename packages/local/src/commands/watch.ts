import { watch } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../cloud";
import { messageOf } from "../refusal";
import { root } from "../services";

const sources = ["packages/core/src", "packages/functions/src"];
const settleMs = 200;

/** Restarts the worker when the code of the domain or the handlers changes, so that it runs the new code. */
export function restartWorkerOnChange(cloud: Cloud): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const restart = () => {
    console.log("Code changed: restarting the worker.");
    cloud.kill("worker", "SIGTERM").catch((error) => console.error(messageOf(error)));
  };
  const watchers = sources.map((source) =>
    watch(join(root, source), { recursive: true }, (_, file) => {
      if (!file?.endsWith(".ts") || file.endsWith(".test.ts")) return;
      clearTimeout(timer);
      timer = setTimeout(restart, settleMs);
    }),
  );
  return {
    stop() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
