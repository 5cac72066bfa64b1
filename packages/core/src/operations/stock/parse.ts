import { Csv } from "#platform/csv";
import { Text } from "#platform/text";

/** Most rows of one import. */
export const mostRows = 1_000;

/** Row of a list of counts as it was written. `line` is its line in the text. */
export type Written = { line: number; sku: string; counted: string };

const skuNames = ["sku", "article", "item", "code", "variant sku"];
const countNames = ["counted", "count", "quantity", "qty", "on hand", "stock", "inventory"];

/**
 * Reads a list of SKUs and counts: CSV, or tab-separated as a spreadsheet copies it. A first row of names tells which
 * columns they are; without one they are the first two. Empty rows are left out.
 */
export function parseCounts(text: string): Written[] {
  const rows = cellsOf(text).filter(({ cells }) => cells.some(Boolean));
  const [first] = rows;
  if (!first) return [];
  const names = first.cells.map((cell) => cell.toLowerCase());
  const named = { sku: indexOf(names, skuNames), counted: indexOf(names, countNames) };
  const hasNames = named.sku >= 0 && named.counted >= 0;
  const place = hasNames ? named : { sku: 0, counted: 1 };
  return rows.slice(hasNames ? 1 : 0).map(({ line, cells }) => ({
    line,
    sku: cells[place.sku] ?? "",
    counted: cells[place.counted] ?? "",
  }));
}

const indexOf = (names: string[], wanted: string[]) => names.findIndex((name) => wanted.includes(name));

/** Reads the rows of a list, and cleans their cells. */
const cellsOf = (text: string) =>
  Csv.readCsv(text).map(({ line, cells }) => ({ line, cells: cells.map(Text.plain) }));
