/** Rules by which HTML becomes plain text. */
export const plainText = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { linkBrackets: false as const } },
    { selector: "table.rows", format: "dataTable", options: { uppercaseHeaderCells: false, colSpacing: 2 } },
  ],
};
