import type { AccountContent, Kind } from "@securecart/core/account-email";
import { changeText } from "./change-text";
import { filled } from "./filled";

export type AccountText = {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** Label of the button, in an email that has a link. */
  button?: string;
  foot: string;
  /** Label of the link below the foot that ends further emails. */
  stop?: string;
};

/** Returns the text of an email about an account: the merchant's, or the usual one. */
export function accountWords(content: AccountContent): AccountText {
  const usual = accountText[content.kind](content);
  if (!content.words) return usual;
  const { shop, name, code, product, price } = content;
  const values = {
    ...{ shop, name: name ?? "", code: code ?? "" },
    ...{ product: product ?? "", price: price ?? "" },
  };
  return { ...usual, ...filled(content.words, values) };
}

const notYou = "If you did not request this, ignore this email: nothing has changed.";
const tenMinutes = "It is valid for ten minutes and works once.";
const hello = ({ name }: AccountContent) => (name ? [`Hello ${name},`] : []);
const codeOf = ({ code }: AccountContent) => code ?? "";
const neverAsked = ({ shop }: AccountContent) => `No one from ${shop} will ever ask you for this code.`;

/** Text of each email about an account. */
export const accountText: Record<Kind, (content: AccountContent) => AccountText> = {
  sign_up: (content) => ({
    subject: `${codeOf(content)} is your code for ${content.shop}`,
    heading: "Confirm your email address",
    paragraphs: [...hello(content), `Enter this code where you are creating your account. ${tenMinutes}`],
    button: "Confirm in another browser",
    foot: `${neverAsked(content)} ${notYou}`,
  }),
  sign_up_known: (content) => ({
    subject: `You have an account at ${content.shop} already`,
    heading: "You have an account already",
    paragraphs: [
      ...hello(content),
      "We received a request to create an account with your email address, which already has one. Sign in to it. If you forgot the password, you can choose a new one there.",
    ],
    button: "Sign in",
    foot: notYou,
  }),
  sign_in: (content) => ({
    subject: `${codeOf(content)} is your code for ${content.shop}`,
    heading: "Your code to sign in",
    paragraphs: [...hello(content), `Enter this code where you are signing in. ${tenMinutes}`],
    button: "Sign in in another browser",
    foot: `${neverAsked(content)} ${notYou}`,
  }),
  sign_in_unknown: (content) => ({
    subject: `There is no account for this address at ${content.shop}`,
    heading: "There is no account for this address",
    paragraphs: [
      "We received a request to sign in with your email address, but it has no account. Try another address, or create an account.",
    ],
    button: "Create account",
    foot: notYou,
  }),
  reset: (content) => ({
    subject: `Choose a new password for ${content.shop}`,
    heading: "Choose a new password",
    paragraphs: [...hello(content), `Use the link to choose a new password. ${tenMinutes}`],
    button: "Choose a new password",
    foot: notYou,
  }),
  reset_unknown: (content) => ({
    subject: `There is no account for this address at ${content.shop}`,
    heading: "There is no account for this address",
    paragraphs: [
      "We received a request for a new password, but this email address has no account. Try another address, or create an account.",
    ],
    button: "Create account",
    foot: notYou,
  }),
  email_new: (content) => ({
    subject: `${codeOf(content)} is your code for ${content.shop}`,
    heading: "Confirm your new email address",
    paragraphs: [
      `Enter this code as the one for your new address, together with the code that we sent to your current address. ${tenMinutes}`,
    ],
    foot: notYou,
  }),
  email_taken: (content) => ({
    subject: `This address has an account at ${content.shop}`,
    heading: "This address already has an account",
    paragraphs: [
      ...hello(content),
      "We received a request to change the email address of another account to this one. Nothing has changed, because this address already has an account.",
    ],
    foot: notYou,
  }),
  email_before: (content) => ({
    subject: `Your account at ${content.shop} is about to move to another address`,
    heading: "A new email address",
    paragraphs: [
      `We received a request to change the email address of your account. If you made it, enter this code as the one for your current address. ${tenMinutes}`,
    ],
    foot: "If it is not you, do not share this code, sign in, choose a new password and sign out everywhere. Nothing has changed yet.",
  }),
  order_lookup: (content) => ({
    subject: `Your orders at ${content.shop}`,
    heading: "Your orders",
    paragraphs: [
      "Use the link to see what you ordered with this email address. It is valid for 30 minutes and works once.",
    ],
    button: "See your orders",
    foot: notYou,
  }),
  order_lookup_none: (content) => ({
    subject: `There are no orders for this address at ${content.shop}`,
    heading: "There are no orders for this address",
    paragraphs: [
      "We received a request for the orders with your email address, but there are none. Try another address.",
    ],
    button: "Try another address",
    foot: notYou,
  }),
  alert_confirm: ({ shop }) => ({
    subject: `Confirm your email address for ${shop}`,
    heading: "Shall we tell you?",
    paragraphs: [
      "A visitor, probably you, asked us to write to this address when an item is available again or its price drops. Confirm that we may.",
    ],
    button: "Confirm",
    foot: "If you did not request this, ignore this email: we will not write again.",
  }),
  back_in_stock: ({ shop, product }) => ({
    subject: `${product ?? ""} is available again at ${shop}`,
    heading: "It is available again",
    paragraphs: [
      `You asked us to tell you when you can buy ${product ?? ""} again. Now you can, while it lasts: we have told everyone who asked, and keep none aside.`,
    ],
    button: "See it",
    foot: "You get this email once, because you asked for it.",
    stop: "Stop these emails",
  }),
  price_drop: ({ shop, product, price }) => ({
    subject: `The price of ${product ?? ""} has dropped at ${shop}`,
    heading: "The price has dropped",
    paragraphs: [
      `You asked us to tell you when the price of ${product ?? ""} drops. It is now ${price ?? ""}.`,
    ],
    button: "See it",
    foot: "You get this email once, because you asked for it. Prices may change again.",
    stop: "Stop these emails",
  }),
  ...changeText,
};
