/** First characters that make a spreadsheet run a cell as a formula. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Returns a line of a CSV file (RFC 4180). A cell that a spreadsheet would run gets an apostrophe in front. */
export const csvLine = (cells: readonly (string | number)[]) => `${cells.map(cell).join(",")}\r\n`;

function cell(value: string | number) {
  if (typeof value === "number") return `${value}`;
  const text = formula.test(value.trimStart()) || formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
