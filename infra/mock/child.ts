import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type EngineOptions, runProgram } from "./engine";
import { type Build, openRpc } from "./rpc";
import { fillSecrets } from "./secrets";

export type ChildInput = EngineOptions & { folder: string };

// One process per synthesis, because Pulumi's engine and SST's components keep their state in globals.
process.once("message", async (input: ChildInput) => {
  fillSecrets(input.folder);
  const builds: Build[] = [];
  const require = createRequire(join(input.platform, "package.json"));
  const { transform } = require("esbuild") as typeof import("esbuild");
  const look = async (file: string) => {
    const { code } = await transform(readFileSync(file, "utf8"), { loader: "ts", format: "esm" });
    return { code, exports: exportsOf(code) };
  };
  const rpc = await openRpc(input.folder, look, (build) => builds.push(build));
  process.env.SST_SERVER = rpc.url;
  const outcome = await runProgram(input);
  rpc.close();
  process.send?.({ ...outcome, builds }, () => process.exit(outcome.errors.length > 0 ? 1 : 0));
});

/** Returns the exports of a module in esbuild's output: in one list, or at the declaration. */
function exportsOf(code: string): string[] {
  const declared = code.matchAll(/^export (?:async )?(?:const|function\*?|let|class) (\w+)/gm);
  const listed = code.matchAll(/^export \{([^}]*)\}/gm);
  return [
    ...[...declared].map(([, name = ""]) => name),
    ...[...listed].flatMap(([, list = ""]) =>
      list.split(",").map((item) => item.trim().split(" as ").at(-1) ?? ""),
    ),
  ];
}
