import type { AccountNews, Kind } from "@securecart/core/account-email";
import { changeText } from "./change-text";

export type AccountText = {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** Label of the button, in an email that has a link. */
  button?: string;
  foot: string;
};

const notYou = "If you did not request this, ignore this email: nothing has changed.";
const tenMinutes = "It is valid for ten minutes and works once.";
const hello = ({ name }: AccountNews) => (name ? [`Hello ${name},`] : []);
const codeOf = ({ code }: AccountNews) => code ?? "";
const neverAsked = ({ shop }: AccountNews) => `Nobody from ${shop} will ever ask you for this code.`;

/** Text of each email about an account. */
export const accountText: Record<Kind, (news: AccountNews) => AccountText> = {
  sign_up: (news) => ({
    subject: `${codeOf(news)} is your code for ${news.shop}`,
    heading: "Confirm your email address",
    paragraphs: [...hello(news), `Enter this code where you are creating your account. ${tenMinutes}`],
    button: "Confirm in another browser",
    foot: `${neverAsked(news)} ${notYou}`,
  }),
  sign_up_known: (news) => ({
    subject: `You have an account at ${news.shop} already`,
    heading: "You have an account already",
    paragraphs: [
      ...hello(news),
      "Someone, probably you, tried to create an account with your email address. It already has one: sign in to it. If you forgot the password, you can choose a new one there.",
    ],
    button: "Sign in",
    foot: notYou,
  }),
  sign_in: (news) => ({
    subject: `${codeOf(news)} is your code for ${news.shop}`,
    heading: "Your code to sign in",
    paragraphs: [...hello(news), `Enter this code where you are signing in. ${tenMinutes}`],
    button: "Sign in in another browser",
    foot: `${neverAsked(news)} ${notYou}`,
  }),
  sign_in_unknown: (news) => ({
    subject: `There is no account for this address at ${news.shop}`,
    heading: "There is no account for this address",
    paragraphs: [
      "Someone, probably you, tried to sign in with your email address, but it has no account. You may have used another address, or you can create an account now.",
    ],
    button: "Create account",
    foot: notYou,
  }),
  reset: (news) => ({
    subject: `Choose a new password for ${news.shop}`,
    heading: "Choose a new password",
    paragraphs: [...hello(news), `Use the link to choose a new password. ${tenMinutes}`],
    button: "Choose a new password",
    foot: notYou,
  }),
  reset_unknown: (news) => ({
    subject: `There is no account for this address at ${news.shop}`,
    heading: "There is no account for this address",
    paragraphs: [
      "Someone, probably you, requested a new password for your email address, but it has no account. You may have used another address, or you can create an account now.",
    ],
    button: "Create account",
    foot: notYou,
  }),
  email_new: (news) => ({
    subject: `${codeOf(news)} is your code for ${news.shop}`,
    heading: "Confirm your new email address",
    paragraphs: [
      `Enter this code as the one for your new address, together with the code that we sent to your current address. ${tenMinutes}`,
    ],
    foot: notYou,
  }),
  email_taken: (news) => ({
    subject: `This address has an account at ${news.shop}`,
    heading: "This address already has an account",
    paragraphs: [
      ...hello(news),
      "Someone, probably you, tried to move another account to this email address. It already has an account, so the other one cannot be moved here.",
    ],
    foot: notYou,
  }),
  email_before: (news) => ({
    subject: `Your account at ${news.shop} is about to move to another address`,
    heading: "A new email address",
    paragraphs: [
      `Someone who is signed in to your account wants to change its email address. If that is you, enter this code as the one for your current address. ${tenMinutes}`,
    ],
    foot: "If it is not you, do not share this code, sign in, choose a new password and sign out everywhere. Nothing has changed yet.",
  }),
  order_lookup: (news) => ({
    subject: `Your orders at ${news.shop}`,
    heading: "Your orders",
    paragraphs: [
      "Use the link to see what you ordered with this email address. It is valid for 30 minutes and works once.",
    ],
    button: "See your orders",
    foot: notYou,
  }),
  order_lookup_none: (news) => ({
    subject: `There are no orders for this address at ${news.shop}`,
    heading: "There are no orders for this address",
    paragraphs: [
      "Someone, probably you, looked for orders with your email address, but nothing was ordered with it. You may have used another address.",
    ],
    button: "Try another address",
    foot: notYou,
  }),
  ...changeText,
};
