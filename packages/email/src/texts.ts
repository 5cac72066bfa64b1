import type { AccountContent, Kind as AccountKind } from "@securecart/core/account-email";
import type { Content, Kind as OrderKind } from "@securecart/core/order-email";
import type { EmailKind, EmailWords } from "@securecart/core/settings";
import type { Look } from "@securecart/core/shop";
import { accountText, accountWords } from "./account-text";
import { buttonOf, orderText, orderWords } from "./order-text";

export * as EmailTexts from "./texts";

/** Text of an email as its reader sees it. */
export type ShownText = {
  subject: string;
  greeting: string | null;
  heading: string;
  paragraphs: string[];
  code: string | null;
  button: string | null;
  foot: string | null;
};

/** Look of an email with sample data. */
const sampleLook: Look = {
  colors: { light: { accent: "#1d5c47", on: "#ffffff" }, dark: { accent: "#8fd3bd", on: "#0f0f0e" } },
  logo: null,
};

/** Returns an email about an order with sample data. */
export const sampleOrder = (
  kind: OrderKind,
  shop: string,
  link: string,
  words: EmailWords | null,
): Content => ({
  kind,
  shop,
  look: sampleLook,
  link,
  words,
  number: "SC-7K2Q9MXA",
  name: "Ada Lovelace",
  rows: [
    { label: "2 × Stoneware mug – Green", value: "$50.00", look: "plain" },
    { label: "Delivery", value: "$4.90", look: "plain" },
    { label: "Total", value: "$54.90", look: "total" },
  ],
  total: "$54.90",
  refunded: "$12.00",
  paidBy: null,
  canceled: { now: "$54.90", before: null, wasCharged: true },
  shipment: { carrier: "Pigeon Post", tracking: "PP-123456" },
  returned: { items: ["1 × Stoneware mug"], answer: "Please use the label in the box." },
  why: "Your business tax ID is confirmed, so no VAT is due on this order.",
  cause: "The goods were damaged in our warehouse.",
});

/** Returns an email about an account with sample data. */
export const sampleAccount = (
  kind: AccountKind,
  shop: string,
  link: string,
  words: EmailWords | null,
): AccountContent => ({
  kind,
  shop,
  look: sampleLook,
  link,
  words,
  to: "ada@example.com",
  name: "Ada Lovelace",
  code: "204618",
  at: null,
  device: null,
  isStaff: false,
  product: "Stoneware mug, Green",
  price: "$19.00",
  stop: link,
});

/** Tells whether an email is about an order. */
export const isAboutOrder = (kind: EmailKind): kind is OrderKind & EmailKind =>
  Object.hasOwn(orderText, kind);

/** Tells whether an email has a code for its reader to type. */
export const hasCode = (kind: EmailKind) => /^(sign_in|sign_up|email_new|email_before)$/.test(kind);

/** Returns an email with sample data, as its reader sees it. */
export function preview(kind: EmailKind, shop: string, words: EmailWords | null): ShownText {
  if (isAboutOrder(kind)) {
    const content = sampleOrder(kind, shop, "", words);
    const text = orderWords(content);
    const { subject, heading, paragraphs } = text;
    const greeting = "Hello Ada Lovelace,";
    const { label } = buttonOf(content, text);
    return { subject, heading, paragraphs, greeting, code: null, button: label, foot: null };
  }
  const content = sampleAccount(kind, shop, "", words);
  const { subject, heading, paragraphs, button = null, foot } = accountWords(content);
  const code = hasCode(kind) ? content.code : null;
  return { subject, heading, paragraphs, greeting: null, code, button, foot };
}

/** Returns the text that the shop comes with, with placeholders, for a merchant who wants to change it. */
export function usualWords(kind: EmailKind): EmailWords {
  const { subject, heading, paragraphs } = isAboutOrder(kind) ? orderTemplate(kind) : accountTemplate(kind);
  return { subject, heading, body: paragraphs.join("\n\n") };
}

function orderTemplate(kind: OrderKind & EmailKind) {
  const text = orderText[kind]({
    ...sampleOrder(kind, "{shop}", "", null),
    number: "{number}",
    name: "{name}",
    total: "{total}",
    refunded: "{refunded}",
    why: "{why}",
    shipment: { carrier: "{carrier}", tracking: "{tracking}" },
    returned: { items: ["{items}"], answer: "{answer}" },
    cause: "{cause}",
  });
  if (kind === "refunded") return { ...text, paragraphs: [...text.paragraphs.slice(0, -1), "{way}"] };
  return kind === "canceled_refunded" ? { ...text, paragraphs: ["{cause}", "{refund}"] } : text;
}

const accountTemplate = (kind: AccountKind) =>
  accountText[kind]({
    ...sampleAccount(kind, "{shop}", "", null),
    name: "{name}",
    code: "{code}",
    product: "{product}",
    price: "{price}",
  });
