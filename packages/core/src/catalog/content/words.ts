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

/** Returns the link that a word is written with, to write or to call. */
const linkOf = (name: string, words: Words) => {
  if (name === "email" && words.email) return `mailto:${words.email}`;
  return name === "phone" && words.phone ? `tel:${words.phone.replaceAll(/[^+\d]/g, "")}` : undefined;
};

/** Writes the words of the settings into a part of a line. An email address and a telephone number become links. */
function fillRun(run: Run, words: Words): Run[] {
  const parts = run.text.split(new RegExp(`(${braces.source})`, "giu"));
  return parts
    .flatMap((part, i): Run[] => {
      if (i % 3 === 2) return []; // the name inside the braces before it
      const name = i % 3 === 1 ? (parts[i + 1] ?? "").toLowerCase() : "";
      const link = run.link ?? linkOf(name, words);
      return [{ ...run, text: fillLine(part, words), ...(link && { link }) }];
    })
    .filter(({ text }) => text !== "");
}

/** Writes the words of the settings into rich text. */
export function fillText(body: RichTextValue, words: Words): RichTextValue {
  const filled = (runs: Run[]) => runs.flatMap((run) => fillRun(run, words));
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
