import { render, toPlainText } from "@react-email/render";
import type { Compose } from "@securecart/core/order-email";
import type { ComposeInvitation } from "@securecart/core/staff";
import { createElement } from "react";
import { Frame } from "./frame";
import { letters } from "./letters";
import { Note } from "./note";
import { plain } from "./plain";

export { composeAccount } from "./account";
export * as Letters from "./index";

/** Writes a letter: HTML for mail programs, and its plain text, made of the same words. */
export const compose: Compose = async (news) => {
  const { subject, ...words } = letters[news.kind](news);
  const html = await render(createElement(Frame, { news, words }));
  return { subject, html, text: toPlainText(html, plain) };
};

/** Writes to somebody who shall work in the back office. */
export const invite: ComposeInvitation = async ({ shop, roles, link, days }) => {
  const html = await render(
    createElement(Note, {
      shop,
      heading: `Welcome to the back office of ${shop}`,
      paragraphs: [
        `You are invited to work in the back office, as ${roles.join(" and ")}. Choose a password, then set up a second step for signing in: an authenticator app or a passkey.`,
      ],
      button: { label: "Accept the invitation", href: link },
      foot: `The link is good for ${days} days, once, and for you alone. If you did not expect this letter, throw it away.`,
    }),
  );
  return { subject: `Your invitation to the back office of ${shop}`, html, text: toPlainText(html, plain) };
};
