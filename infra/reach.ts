import { join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./paths";

/** Resources, secrets, AWS commands and packages that code can reach. */
export type Reach = { names: string[]; secrets: string[]; commands: string[]; packages: string[] };

/** Pure factory functions: their result is not reached when it is unused. */
const factories = ["fn", "z", "eventHandler", "queueHandler"];

const entry = join(root, "reach.entry.ts");

/** Returns what exports reach, found in a tree-shaken bundle. `export` is a name, or `*` for all of a file. */
export async function reachOf(parts: readonly { file: string; export: string }[]): Promise<Reach> {
  const source = parts
    .map(({ file, export: name }, i) =>
      name === "*"
        ? `export * as part${i} from "./${file}"`
        : `export { ${name} as part${i} } from "./${file}"`,
    )
    .join(";\n");
  const bundle = await rolldown({
    cwd: root,
    input: "virtual:reach",
    tsconfig: join(root, "tsconfig.json"),
    platform: "node",
    logLevel: "silent",
    treeshake: { moduleSideEffects: false, manualPureFunctions: factories },
    external: (id) => !/^([./#]|@securecart\/|virtual:|@\/)/.test(id),
    moduleTypes: { ".css": "empty" },
    plugins: [
      {
        name: "reach",
        resolveId: (id) => (id === "virtual:reach" ? entry : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  const bundled = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
  const code = bundled.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, ""); // a comment reaches nothing
  return {
    names: found(code, /\bResource(?:\$\d+)?\.(\w+)/g).filter((name) => name !== "App"),
    secrets: found(code, /"(\w+(?:Secret|SecretKey|ClientId))"/g),
    commands: found(code, /\bnew (\w+Command)\(/g),
    packages: found(code, /\b(?:from|import\() ?"([^"]+)"/g),
  };
}

/** Splits a handler of the topology, `file.export`. */
export function handlerPart(handler: string) {
  const at = handler.lastIndexOf(".");
  return { file: `${handler.slice(0, at)}.ts`, export: handler.slice(at + 1) };
}

function found(code: string, pattern: RegExp): string[] {
  return [...new Set([...code.matchAll(pattern)].map(([, name = ""]) => name))].sort();
}
