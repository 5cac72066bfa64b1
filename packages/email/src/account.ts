import { render, toPlainText } from "@react-email/render";
import type { Compose } from "@securecart/core/account-email";
import { createElement } from "react";
import { accountLetters } from "./account-letters";
import { Note } from "./note";
import { plain } from "./plain";

/** Writes a letter about an account. */
export const composeAccount: Compose = async (news) => {
  const { subject, button, ...words } = accountLetters[news.kind](news);
  const html = await render(
    createElement(Note, {
      ...words,
      shop: news.shop,
      code: news.code ?? undefined,
      button: button && news.link ? { label: button, href: news.link } : undefined,
    }),
  );
  return { subject, html, text: toPlainText(html, plain) };
};
