import { defused } from "./formula";

/** Returns a line of a CSV file (RFC 4180). A text that a spreadsheet would run gets an apostrophe in front. */
export const line = (cells: readonly (string | number)[]) => `${cells.map(cellOf).join(",")}\r\n`;

function cellOf(value: string | number) {
  if (typeof value === "number") return `${value}`;
  const text = defused(value);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
