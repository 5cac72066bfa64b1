export const headingLevels = [2, 3] as const;

/** Part of a line with the same look. "\n" in its text is a line break. */
export type Run = {
  text: string;
  bold?: true | undefined;
  italic?: true | undefined;
  /** Address that the text leads to: http, https, mailto, tel, or a path of the shop. */
  link?: string | undefined;
};

export type Block =
  | { type: "paragraph"; runs: Run[] }
  | { type: "heading"; level: (typeof headingLevels)[number]; runs: Run[] }
  | { type: "quote"; runs: Run[] }
  | { type: "list"; ordered: boolean; items: Run[][] };

/** Rich text as it is stored. Empty for no text. */
export type RichTextValue = Block[];
