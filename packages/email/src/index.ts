import { render, toPlainText } from "@react-email/render";
import type { Compose as ComposeAccount } from "@securecart/core/account-email";
import type { Compose as ComposeOrder } from "@securecart/core/order-email";
import type { ComposeInvitation } from "@securecart/core/staff";
import type { Compose as ComposeSample } from "@securecart/core/test-email";
import { createElement, type ReactElement } from "react";
import { AccountEmail } from "./account-email";
import { accountWords } from "./account-text";
import { OrderEmail } from "./order-email";
import { orderWords } from "./order-text";
import { plainText } from "./plain-text";
import { EmailTexts } from "./texts";

export * as Emails from "./index";

/** Renders an email about an order. */
export const composeOrder: ComposeOrder = async (content) => {
  const { subject, ...text } = orderWords(content);
  return rendered(subject, createElement(OrderEmail, { content, text }));
};

/** Renders an email about an account. */
export const composeAccount: ComposeAccount = async (content) => {
  const { subject, button, stop, ...text } = accountWords(content);
  return rendered(
    subject,
    createElement(AccountEmail, {
      ...text,
      shop: content.shop,
      look: content.look,
      code: content.code ?? undefined,
      button: button && content.link ? { label: button, href: content.link } : undefined,
      stop: stop && content.stop ? { label: stop, href: content.stop } : undefined,
    }),
  );
};

/** Renders an email with sample data. */
export const composeSample: ComposeSample = (kind, shop, link, words, look) =>
  EmailTexts.isAboutOrder(kind)
    ? composeOrder({ ...EmailTexts.sampleOrder(kind, shop, link, words), look })
    : composeAccount({
        ...EmailTexts.sampleAccount(kind, shop, link, words),
        look,
        ...(!EmailTexts.hasCode(kind) && { code: null }),
      });

/** Renders the invitation of a new staff member. */
export const composeInvitation: ComposeInvitation = async ({ shop, look, roles, link, days }) =>
  rendered(
    `Your invitation to the admin of ${shop}`,
    createElement(AccountEmail, {
      shop,
      look,
      heading: `Welcome to the admin of ${shop}`,
      paragraphs: [
        `You are invited to work in the admin, as ${roles.join(" and ")}. Choose a password, then set up a second step for signing in: an authenticator app or a passkey.`,
      ],
      button: { label: "Accept the invitation", href: link },
      foot: `The link works once, for ${days} days, and only for you. If you did not expect this email, ignore it.`,
    }),
  );

/** Renders HTML and the plain text derived from it, so that both say the same. */
async function rendered(subject: string, email: ReactElement) {
  const html = await render(email);
  return { subject, html, text: toPlainText(html, plainText) };
}
