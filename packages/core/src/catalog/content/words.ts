import { RichText, type RichTextValue, type Run } from "#platform/rich-text";
import type { Needs, PageValue } from "./types";

/** Words in braces, such as `{shop name}`, that are taken from the shop's settings whenever a page is shown. */
export const wordNames = ["shop name", "legal name", "address", "email", "phone"] as const;
export type WordName = (typeof wordNames)[number];
export type Words = Record<WordName, string>;

const mark = /\[\s*fill in:\s*([^\]]+)\]/giu;
const braces = /\{\s*(shop name|legal name|address|email|phone)\s*\}/giu;

export const noNeeds: Needs = { marks: [], words: [] };

/** Returns what a page needs before it is complete: its marks, and the words it takes from the settings. */
export function needsOf({ title, body, seoTitle, seoDescription }: PageValue): Needs {
  const text = [title, seoTitle, seoDescription, RichText.plain(body)].join("\n");
  const marks = [...text.matchAll(mark)].map(([, what = ""]) => what.trim().slice(0, 200));
  const words = [...text.matchAll(braces)].map(([, name = ""]) => name.toLowerCase());
  return { marks, words: [...new Set(words)] };
}

/** Returns what is still to be filled in, given the words of the settings. */
export const openOf = ({ marks, words: used }: Needs, words: Words): string[] => [
  ...marks,
  ...wordNames
    .filter((name) => used.includes(name) && words[name] === "")
    .map((name) => `${name} (in the settings)`),
];

/** Writes the words of the settings into a text. A word that the settings lack becomes a mark. */
const fillLine = (text: string, words: Words) =>
  text.replace(braces, (_, written: string) => {
    const name = wordNames.find((one) => one === written.toLowerCase());
    return (name && words[name]) || `[Fill in: ${written.toLowerCase()}]`;
  });

/** Writes the words of the settings into rich text. */
export function fillText(body: RichTextValue, words: Words): RichTextValue {
  const filled = (runs: Run[]) => runs.map((run) => ({ ...run, text: fillLine(run.text, words) }));
  return body.map((block) =>
    block.type === "list"
      ? { ...block, items: block.items.map(filled) }
      : { ...block, runs: filled(block.runs) },
  );
}

/** Writes the words of the settings into a page. */
export const fillPage = (page: PageValue, words: Words): PageValue => ({
  ...page,
  title: fillLine(page.title, words),
  body: fillText(page.body, words),
  seoTitle: fillLine(page.seoTitle, words),
  seoDescription: fillLine(page.seoDescription, words),
});
