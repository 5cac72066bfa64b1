import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { isMutant, mutants, mutate } from "./mutants";

/**
 * Module hook that plants the mutant named by `SECURECART_MUTANT`. Load it after tsx and before the program: `node
 * --import tsx --import ./faults/mutant-hook.ts`, or in `NODE_OPTIONS` with an absolute file URL for a whole fault run
 * with its worker. Changes the source as it is loaded, never on disk.
 */
const name = process.env.SECURECART_MUTANT ?? "";
if (name !== "") {
  if (!isMutant(name)) throw new Error(`There is no mutant ${name}.`);
  const mutant = mutants[name];
  const target = new URL(`../packages/core/src/${mutant.file}`, import.meta.url).href;
  registerHooks({
    load(url, context, next) {
      if (url.split("?")[0] !== target) return next(url, context);
      const source = mutate(mutant, readFileSync(fileURLToPath(target), "utf8"));
      return { format: "module", source: stripTypeScriptTypes(source), shortCircuit: true };
    },
  });
}
