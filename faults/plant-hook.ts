import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { isPlant, planted, plants } from "./plants";

/**
 * Plants the bug that `SECURECART_PLANT` names in every process that is started with this module after tsx and before its
 * own (`node --import tsx --import ./faults/plant-hook.ts`, or the same in `NODE_OPTIONS` with an absolute file URL for a
 * whole fault run with its worker): the source is changed while it is read, never on disk.
 */
const name = process.env.SECURECART_PLANT ?? "";
if (name !== "") {
  if (!isPlant(name)) throw new Error(`There is no plant ${name}.`);
  const plant = plants[name];
  const target = new URL(`../packages/core/src/${plant.file}`, import.meta.url).href;
  registerHooks({
    load(url, context, next) {
      if (url.split("?")[0] !== target) return next(url, context);
      const source = planted(plant, readFileSync(fileURLToPath(target), "utf8"));
      return { format: "module", source: stripTypeScriptTypes(source), shortCircuit: true };
    },
  });
}
