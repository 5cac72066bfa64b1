import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths";
import { writeArchitecture } from "./architecture";
import { writeCost } from "./cost";
import { drawArchitecture } from "./diagram";
import type { Inventory } from "./evidence";

/** The documents that are written, not edited, by their path. */
export const documents: Record<string, (inventory: Inventory) => string> = {
  "docs/architecture.svg": drawArchitecture,
  "docs/architecture.md": writeArchitecture,
  "docs/cost.md": writeCost,
};

/** Writes all of them. */
export function writeDocuments(inventory: Inventory): void {
  for (const [path, write] of Object.entries(documents)) writeFileSync(join(root, path), write(inventory));
}
