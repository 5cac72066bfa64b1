import { render, toPlainText } from "@react-email/render";
import type { Compose } from "@securecart/core/notification";
import { createElement } from "react";
import { Frame } from "./frame";
import { letters } from "./letters";

export * as Letters from "./index";

/** Writes a letter: HTML for mail programs, and its plain text, made of the same words. */
export const compose: Compose = async (news) => {
  const { subject, ...words } = letters[news.kind](news);
  const html = await render(createElement(Frame, { news, words }));
  return { subject, html, text: toPlainText(html, plain) };
};

const plain = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { linkBrackets: false as const } },
    { selector: "table.rows", format: "dataTable", options: { uppercaseHeaderCells: false, colSpacing: 2 } },
  ],
};
