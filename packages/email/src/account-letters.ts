import type { AccountNews, Kind } from "@securecart/core/account-email";
import { changeLetters } from "./change-letters";

export type AccountWords = {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** What the button says, where the letter has a link. */
  button?: string;
  foot: string;
};

const notYou = "If you did not ask for this, throw this letter away: nothing has changed.";
const tenMinutes = "It is good for ten minutes and works once.";
const hello = ({ name }: AccountNews) => (name ? [`Hello ${name},`] : []);
const spaced = ({ code }: AccountNews) => code ?? "";

/** The words of each letter about an account. */
export const accountLetters: Record<Kind, (news: AccountNews) => AccountWords> = {
  sign_up: (news) => ({
    subject: `${spaced(news)} is your code for ${news.shop}`,
    heading: "Confirm your e-mail address",
    paragraphs: [...hello(news), `Enter this code where you are creating your account. ${tenMinutes}`],
    button: "Confirm in another browser",
    foot: `Nobody of ${news.shop} ever asks you for this code. ${notYou}`,
  }),
  sign_up_known: (news) => ({
    subject: `You have an account at ${news.shop} already`,
    heading: "You have an account already",
    paragraphs: [
      ...hello(news),
      "Somebody, probably you, wanted to create an account with your e-mail address. There is one already: sign in to it. If you forgot the password, you can choose a new one there.",
    ],
    button: "Sign in",
    foot: notYou,
  }),
  sign_in: (news) => ({
    subject: `${spaced(news)} is your code for ${news.shop}`,
    heading: "Your code to sign in",
    paragraphs: [...hello(news), `Enter this code where you are signing in. ${tenMinutes}`],
    button: "Sign in in another browser",
    foot: `Nobody of ${news.shop} ever asks you for this code. ${notYou}`,
  }),
  sign_in_unknown: (news) => ({
    subject: `There is no account for this address at ${news.shop}`,
    heading: "There is no account for this address",
    paragraphs: [
      "Somebody, probably you, wanted to sign in with your e-mail address, but it has no account. You may have used another address, or you can create an account now.",
    ],
    button: "Create account",
    foot: notYou,
  }),
  reset: (news) => ({
    subject: `Choose a new password for ${news.shop}`,
    heading: "Choose a new password",
    paragraphs: [...hello(news), `Follow the link to choose a new password. ${tenMinutes}`],
    button: "Choose a new password",
    foot: notYou,
  }),
  reset_unknown: (news) => ({
    subject: `There is no account for this address at ${news.shop}`,
    heading: "There is no account for this address",
    paragraphs: [
      "Somebody, probably you, wanted a new password for your e-mail address, but it has no account. You may have used another address, or you can create an account now.",
    ],
    button: "Create account",
    foot: notYou,
  }),
  email_new: (news) => ({
    subject: `${spaced(news)} is your code for ${news.shop}`,
    heading: "Confirm your new e-mail address",
    paragraphs: [
      `Enter this code as the one for your new address, together with the one that we sent to the address until now. ${tenMinutes}`,
    ],
    foot: notYou,
  }),
  email_taken: (news) => ({
    subject: `This address has an account at ${news.shop}`,
    heading: "This address has an account of its own",
    paragraphs: [
      ...hello(news),
      "Somebody, probably you, wanted to move another account to this e-mail address. It has an account already, so that it cannot be moved here.",
    ],
    foot: notYou,
  }),
  email_before: (news) => ({
    subject: `Your account at ${news.shop} is about to move to another address`,
    heading: "Another e-mail address",
    paragraphs: [
      `Somebody who is signed in to your account wants it to have another e-mail address. If that is you, enter this code as the one for your address until now. ${tenMinutes}`,
    ],
    foot: "If it is not you, keep this code to yourself, sign in, choose a new password and sign out everywhere: nothing has changed yet.",
  }),
  order_lookup: (news) => ({
    subject: `Your orders at ${news.shop}`,
    heading: "Your orders",
    paragraphs: [
      "Follow the link to see what you ordered with this e-mail address. It is good for 30 minutes and works once.",
    ],
    button: "See your orders",
    foot: notYou,
  }),
  order_lookup_none: (news) => ({
    subject: `There are no orders for this address at ${news.shop}`,
    heading: "There are no orders for this address",
    paragraphs: [
      "Somebody, probably you, looked for orders of your e-mail address, but nothing was ordered with it. You may have used another address.",
    ],
    button: "Try another address",
    foot: notYou,
  }),
  ...changeLetters,
};
