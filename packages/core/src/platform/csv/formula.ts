/** First characters that make a spreadsheet run a cell as a formula, also after spaces. */
const formula = /^'*\s*[=+\-@\t\r\n＝＋－＠]/u;

/** Returns a cell that no spreadsheet runs: one that it would run gets an apostrophe in front. */
export const defused = (cell: string) => (formula.test(cell) ? `'${cell}` : cell);

/** Returns the cell that `defused` was given. */
export const restored = (cell: string) =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
