import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SwitchName, switches } from "../../stacks/config";
import { root } from "../paths";
import { type Inventory, mentions, select } from "./inventory";

/** A row of a table in docs/architecture.md, with the references of its last cell. */
export type Entry = { id: string; references: Reference[] };

export type Reference =
  | { kind: "resource"; selector: string; text: string | undefined }
  | { kind: "switch"; name: string }
  | { kind: "code"; path: string; exports: string[] }
  | { kind: "test"; path: string; name: string };

/** Reads the tables whose last column is headed "where". Throws for a reference that it cannot read. */
export function readCoverage(document: string): Entry[] {
  const tables = document.split(/\n\n+/).filter((block) => /^\|.*\| where \|\n/.test(block));
  return tables.flatMap((table) =>
    table
      .trim()
      .split("\n")
      .slice(2)
      .map((row) => {
        const cells = row.slice(2, -2).split(" | ");
        return { id: cells[0] ?? "", references: (cells.at(-1) ?? "").split("<br>").map(readReference) };
      }),
  );
}

/**
 * Reads one reference: "`type name`", optionally "with `text of the inputs`"; "switch `name`"; "[“test name”](path)";
 * "[`module` `export`](path)".
 */
export function readReference(text: string): Reference {
  const [, selector, inputs] = /^`([\w-]+:\S+(?: \S+)?)`(?: with `(.+)`)?$/.exec(text) ?? [];
  if (selector) return { kind: "resource", selector, text: inputs };
  const [, name] = /^switch `(\w+)`$/.exec(text) ?? [];
  if (name) return { kind: "switch", name };
  const [, label, link] = /^\[(.+)\]\(\.\.\/([^()]+)\)$/.exec(text) ?? [];
  if (!label || !link) throw new Error(`docs/architecture.md has an unreadable reference: ${text}`);
  const path = decodeURIComponent(link);
  const [, title] = /^“(.+)”$/.exec(label) ?? [];
  if (title) return { kind: "test", path, name: title };
  const [, ...exports] = [...label.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
  return { kind: "code", path, exports };
}

/** Returns what is missing of a reference, or null when all of it exists. */
export function missing(reference: Reference, { always, all }: Inventory): string | null {
  switch (reference.kind) {
    case "resource": {
      const { selector, text } = reference;
      const found = [...select(selector, always), ...select(selector, all)];
      return found.some((one) => text === undefined || mentions(one, text))
        ? null
        : `no ${selector} ${text ?? ""}`;
    }
    case "switch":
      return Object.hasOwn(switches, reference.name as SwitchName) ? null : `no switch ${reference.name}`;
    case "code":
      return missingCode(reference.path, reference.exports);
    case "test":
      return hasTest(reference.path, reference.name)
        ? null
        : `${reference.path} has no test "${reference.name}"`;
  }
}

function missingCode(path: string, exports: string[]): string | null {
  if (!existsSync(join(root, path))) return `no file ${path}`;
  const gone = exports.find((name) => !exportsName(read(path), name));
  return gone ? `${path} exports no ${gone}` : null;
}

function exportsName(text: string, name: string): boolean {
  const declared = new RegExp(`^export (?:async )?(?:function\\*?|const|class|type|let) ${name}\\b`, "m");
  const listed = new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\}`, "m");
  return (
    declared.test(text) || listed.test(text) || new RegExp(`^export default .*\\b${name}\\b`, "m").test(text)
  );
}

/** Tells whether a file has a test of this name. A check of `infra/checks` counts as a test: each stage must pass it, and a mutant must fail it. */
function hasTest(path: string, name: string): boolean {
  if (!existsSync(join(root, path))) return false;
  if (path.startsWith("infra/checks/")) return read(path).includes(`\n  "${name}":`);
  return [...read(path).matchAll(/\btest(?:\.\w+\([^)]*\))?\(\s*(["'`])(.*?)\1/g)].some(
    ([, , found]) => found === name,
  );
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
