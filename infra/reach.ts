import { join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./paths";

/** What code can reach: the names it asks `Resource` for, the secrets it reads and the calls of AWS it can make. */
export type Reach = { names: string[]; secrets: string[]; commands: string[] };

/** Functions of ours that only make a function: what is made and not used is not reached. */
const makers = ["fn", "z", "eventHandler", "queueHandler"];

const entry = join(root, "reach.entry.ts");

/**
 * What the exports of these files reach, by a bundle from which all that they cannot reach has been shaken. `export`
 * is one name of a file, or `*`.
 */
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
    treeshake: { moduleSideEffects: false, manualPureFunctions: makers },
    external: (id) => !/^([./]|#app\/|@securecart\/|virtual:|@\/)/.test(id),
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
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
  return {
    names: found(code, /\bResource(?:\$\d+)?\.(\w+)/g).filter((name) => name !== "App"),
    secrets: found(code, /"(\w+(?:Secret|SecretKey|ClientId))"/g),
    commands: found(code, /\bnew (\w+Command)\(/g),
  };
}

/** A handler as the topology names it: `file.export`, from the repository's root. */
export function handlerPart(handler: string) {
  const at = handler.lastIndexOf(".");
  return { file: `${handler.slice(0, at)}.ts`, export: handler.slice(at + 1) };
}

function found(code: string, pattern: RegExp): string[] {
  return [...new Set([...code.matchAll(pattern)].map(([, name = ""]) => name))].sort();
}
