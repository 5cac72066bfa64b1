/** How HTML becomes plain text. */
export const plain = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { linkBrackets: false as const } },
    { selector: "table.rows", format: "dataTable", options: { uppercaseHeaderCells: false, colSpacing: 2 } },
  ],
};
