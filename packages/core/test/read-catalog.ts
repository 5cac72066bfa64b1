import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Mapping, Transfer } from "@securecart/core/transfer";
import { expect } from "vitest";

/** Returns an export of another system, as its file has it. */
export const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`./cases/catalogs/${name}.csv`, import.meta.url)));

/** Reads a file as it is proposed, with changes of its mapping. */
export function read(file: string | Uint8Array, change: Partial<Mapping> = {}) {
  const rows = Transfer.readRows(typeof file === "string" ? new TextEncoder().encode(file) : file);
  const mapping = { ...Transfer.proposed(rows[0]?.cells ?? [], "USD"), ...change };
  return { mapping, drafts: Transfer.readDrafts(rows, mapping, ["USD", "EUR"]) };
}

/** Returns the only product of a file. */
export function one(file: string, change: Partial<Mapping> = {}) {
  const { drafts } = read(file, change);
  expect(drafts).toHaveLength(1);
  const [draft] = drafts;
  if (!draft) throw new Error("There is no product.");
  return draft;
}

/** Writes rows of cells as a CSV file. */
export const csv = (...rows: (string | number)[][]) =>
  rows.map((cells) => cells.map((cell) => `"${`${cell}`.replaceAll('"', '""')}"`).join(",")).join("\r\n");
