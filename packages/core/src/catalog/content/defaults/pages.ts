import { Id } from "#platform/id";
import { RichText } from "#platform/rich-text";
import type { PageValue } from "../types";
import { imprint, privacy, terms } from "./legal";
import { contact, faq, returns, shipping } from "./service";

export const defaultKeys = ["shipping", "returns", "faq", "contact", "privacy", "terms", "imprint"] as const;
export type DefaultKey = (typeof defaultKeys)[number];

const texts: Record<DefaultKey, { title: string; description: string; text: string }> = {
  shipping: {
    title: "Shipping",
    description: "Where we deliver, how long it takes and what it costs.",
    text: shipping,
  },
  returns: {
    title: "Returns",
    description: "How to send something back, and when you get your money.",
    text: returns,
  },
  faq: { title: "Questions and answers", description: "What customers often ask us.", text: faq },
  contact: { title: "Contact", description: "How to reach us.", text: contact },
  privacy: {
    title: "Privacy policy",
    description: "Which personal data we use, and for what.",
    text: privacy,
  },
  terms: { title: "Terms and conditions", description: "The terms of your order.", text: terms },
  imprint: { title: "Imprint", description: "Who runs this shop.", text: imprint },
};

/** Returns the id of a page that every shop has. */
export const defaultPageId = (key: DefaultKey) => Id.derived("page", "default", key);

/** Pages that every shop has, as drafts until they are changed. */
export const defaultPages: readonly { key: DefaultKey; documentId: string; value: PageValue }[] =
  defaultKeys.map((key) => {
    const { title, description, text } = texts[key];
    return {
      key,
      documentId: defaultPageId(key),
      value: {
        title,
        slug: key,
        body: RichText.fromMarkdown(text),
        seoTitle: "",
        seoDescription: description,
      },
    };
  });

const byId = new Map(defaultPages.map((page) => [page.documentId, page]));
const bySlug = new Map<string, string>(defaultPages.map(({ key, documentId }) => [key, documentId]));

/** Returns the draft that a shop begins with; null for other pages. */
export const defaultPage = (documentId: string): PageValue | null => byId.get(documentId)?.value ?? null;

/** Finds the default page that owns a slug, saved or not. */
export const ownerOfDefault = (slug: string) => bySlug.get(slug);
