import { z } from "zod";
import { Text } from "../text";
import { normalize } from "./normalize";
import { type Block, headingLevels, type RichTextValue, type Run } from "./types";

export { fromHtml } from "./html";
export * as RichText from "./index";
export { fromMarkdown, toMarkdown } from "./markdown";
export type { Block, RichTextValue, Run };

/** Limits of a text: blocks, runs of a block, and characters in all. */
const most = { blocks: 1_000, runs: 1_000, characters: 50_000 };

const Line = z
  .array(
    z.object({
      text: z.string().max(most.characters),
      bold: z.literal(true).optional(),
      italic: z.literal(true).optional(),
      link: z.string().max(2_000).optional(),
    }),
  )
  .max(most.runs);

const BlockSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("paragraph"), runs: Line }),
  z.object({ type: z.literal("heading"), level: z.literal(headingLevels), runs: Line }),
  z.object({ type: z.literal("quote"), runs: Line }),
  z.object({ type: z.literal("list"), ordered: z.boolean(), items: z.array(Line).max(most.blocks) }),
]);

/**
 * Parses rich text: blocks, or a string of plain text, which is how texts were stored before they had a structure. What
 * comes out is normalized: equal texts are equal values, and no link leads to a script.
 */
export const Schema = z
  .union([
    z
      .string()
      .max(most.characters)
      .transform((text) => fromPlain(text)),
    z.array(BlockSchema).max(most.blocks).transform(normalize),
  ])
  .refine((value) => plain(value).length <= most.characters, `At most ${most.characters} characters.`);

/** Returns plain text as paragraphs: an empty line separates two. */
export const fromPlain = (text: string): RichTextValue =>
  normalize(text.split(/\r?\n[^\S\n]*\r?\n/).map((part) => ({ type: "paragraph", runs: [{ text: part }] })));

/** Returns what is stored, of either form, as rich text. */
export const read = (stored: RichTextValue | string): RichTextValue =>
  typeof stored === "string" ? fromPlain(stored) : stored;

/** Returns the text without its form: a line for each line, and an empty line between blocks. For search and files. */
export const plain = (value: RichTextValue): string =>
  value
    .map((block) => (block.type === "list" ? block.items.map(lineOf).join("\n") : lineOf(block.runs)))
    .join("\n\n");

/** Returns the beginning of the text as one line of at most `max` characters. For descriptions in search results. */
export function summary(value: RichTextValue, max: number) {
  const line = Text.clean(plain(value));
  return line.length <= max ? line : `${Text.cut(line, max - 1)}…`;
}

export const isEmpty = (value: RichTextValue) => value.length === 0;

const lineOf = (runs: Run[]) => runs.map(({ text }) => text).join("");
