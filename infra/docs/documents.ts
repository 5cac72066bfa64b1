import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths";
import { costBlocks } from "./cost";
import { drawEvents, drawOverview } from "./diagram";
import type { Inventory } from "./inventory";
import { switchTable } from "./switches";

type Blocks = Record<string, string>;

/** The documents with generated blocks. The text around the blocks is written by hand. */
export const documents: Record<string, (inventory: Inventory) => Blocks> = {
  "docs/architecture.md": (inventory) => ({
    overview: drawOverview(inventory),
    events: drawEvents(),
    switches: switchTable(),
  }),
  "docs/cost.md": costBlocks,
};

export const readDocument = (path: string) => readFileSync(join(root, path), "utf8");

/** Returns a document with its blocks generated again. Throws unless it has each block once and no other. */
export function render(path: string, blocks: Blocks): string {
  const used: string[] = [];
  const text = readDocument(path).replace(
    /(<!-- generated: (\S+) -->\n).*?(<!-- end -->)/gs,
    (_, start: string, name: string, end: string) => {
      used.push(name);
      return `${start}${blocks[name] === undefined ? "" : `\n${blocks[name]}\n\n`}${end}`;
    },
  );
  const expected = Object.keys(blocks).sort().join(", ");
  if (used.sort().join(", ") !== expected) throw new Error(`${path} must have the blocks ${expected}.`);
  return text;
}

export function writeDocuments(inventory: Inventory): void {
  for (const [path, blocks] of Object.entries(documents))
    writeFileSync(join(root, path), render(path, blocks(inventory)));
}
