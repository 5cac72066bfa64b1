type Picture = { attribs?: Record<string, string> };
type Builder = { addInline(text: string): void };

/** Rules by which HTML becomes plain text. A picture becomes its alternative text. */
export const plainText = {
  formatters: {
    alternative: ({ attribs }: Picture, _: unknown, builder: Builder) =>
      builder.addInline(attribs?.alt ?? ""),
  },
  selectors: [
    { selector: "img", format: "alternative" },
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { linkBrackets: false as const } },
    { selector: "table.rows", format: "dataTable", options: { uppercaseHeaderCells: false, colSpacing: 2 } },
  ],
};
