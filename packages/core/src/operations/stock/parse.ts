import { Text } from "#platform/text";

/** Most rows of one import. */
export const mostRows = 1_000;

/** Row of a list of counts as it was written. `line` is its line in the text. */
export type Written = { line: number; sku: string; counted: string };

const skuNames = ["sku", "article", "item", "code", "variant sku"];
const countNames = ["counted", "count", "quantity", "qty", "on hand", "stock", "inventory"];

/**
 * Reads a list of SKUs and counts: CSV with commas or semicolons, or tab-separated as a spreadsheet copies it. A first row
 * of names tells which columns they are; without one they are the first two. Empty rows are left out.
 */
export function parseCounts(text: string): Written[] {
  const rows = cellsOf(text.replace(/^\u{feff}/u, "")).filter(({ cells }) => cells.some(Boolean));
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

type Line = { line: number; cells: string[] };

/** Splits a text into rows of cells. A quoted cell may hold separators, line breaks and doubled quotes. */
function cellsOf(text: string): Line[] {
  const separator = separatorOf(text);
  const rows: Line[] = [];
  let line = 1;
  let row: Line = { line, cells: [] };
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.cells.push(Text.plain(cell));
    cell = "";
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (char === "\n") line++;
    if (isQuoted && char === '"' && text[i + 1] === '"') {
      cell += char;
      i++;
    } else if (char === '"' && (isQuoted || cell.trim() === "")) isQuoted = !isQuoted;
    else if (!isQuoted && char === separator) endCell();
    else if (!isQuoted && char === "\n") {
      endCell();
      rows.push(row);
      row = { line, cells: [] };
    } else cell += char;
  }
  endCell();
  return [...rows, row];
}

/** Returns the separator that the first line has: a tab, a semicolon, else a comma. */
function separatorOf(text: string) {
  const [first = ""] = text.split("\n", 1);
  return ["\t", ";"].find((mark) => first.includes(mark)) ?? ",";
}
