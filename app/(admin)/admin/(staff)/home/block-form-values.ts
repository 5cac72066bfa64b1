import { Content, type HomeBlock } from "@securecart/core/content";
import { RichText } from "@securecart/core/rich-text";
import { z } from "zod";
import { linkOf, linkValues } from "../content/link-choices";

/** Number of empty questions that the form offers. */
const emptyQuestions = 3;

/** Values of the form of a block, by the names of its fields. */
export type BlockValues = Record<string, string>;

/** Returns a block as its form shows it. */
export function valuesOf(block: HomeBlock): BlockValues {
  const own: BlockValues = { title: block.title };
  if (block.type === "hero") own.text = block.text;
  if (block.type === "products") Object.assign(own, { source: block.source, count: `${block.count}` });
  if (block.type === "text" || block.type === "image-text") own.body = RichText.toMarkdown(block.body);
  if (block.type === "image-text") own.side = block.side;
  if (block.type === "hero" || block.type === "image-text") {
    const { chosen, typed } = linkValues(block.button.link);
    Object.assign(own, { buttonLabel: block.button.label, buttonLink: chosen, buttonLinkUrl: typed });
  }
  if (block.type === "faq")
    for (const [i, { question, answer }] of block.entries.entries())
      Object.assign(own, { [`question${i}`]: question, [`answer${i}`]: RichText.toMarkdown(answer) });
  return own;
}

/** Returns how many questions the form of these values shows. */
export const questionsIn = (values: BlockValues) => {
  const used = Object.entries(values).flatMap(([name, value]) => {
    const [, number] = /^(?:question|answer)(\d+)$/.exec(name) ?? [];
    return number && value.trim() !== "" ? [Number(number) + 1] : [];
  });
  return Math.min(30, Math.max(0, ...used) + emptyQuestions);
};

const Sent = z.record(z.string(), z.unknown());
type Sent = z.output<typeof Sent>;

const text = (sent: Sent, name: string) => {
  const value = sent[name];
  return typeof value === "string" ? value : "";
};

/** Returns the schema of the form of a block: it keeps what the form does not have, such as the picture's file. */
export const BlockForm = (before: HomeBlock) =>
  Sent.transform((sent, context) => {
    const { raw, fields } = rawOf(before, sent);
    const parsed = Content.Block.safeParse(raw);
    for (const { path, message } of parsed.error?.issues ?? [])
      context.addIssue({ code: "custom", path: [fieldOf(path.map(String), fields)], message });
    return parsed.success ? parsed.data : z.NEVER;
  });

/** Returns the block as typed, and the names of the fields of its questions. */
function rawOf(before: HomeBlock, sent: Sent) {
  const body = RichText.fromMarkdown(text(sent, "body"));
  const button = {
    label: text(sent, "buttonLabel"),
    link: linkOf(text(sent, "buttonLink"), text(sent, "buttonLinkUrl")),
  };
  const title = text(sent, "title");
  const fields: number[] = [];
  switch (before.type) {
    case "hero":
      return { raw: { ...before, title, text: text(sent, "text"), button }, fields };
    case "products":
      return {
        raw: { ...before, title, source: text(sent, "source"), count: Number(text(sent, "count")) },
        fields,
      };
    case "categories":
      return { raw: { ...before, title }, fields };
    case "text":
      return { raw: { ...before, title, body }, fields };
    case "image-text":
      return { raw: { ...before, title, body, button, side: text(sent, "side") }, fields };
    case "faq": {
      const entries = Array.from({ length: 30 }, (_, i) => i).flatMap((i) => {
        const [question, answer] = [text(sent, `question${i}`).trim(), text(sent, `answer${i}`).trim()];
        if (!question && !answer) return [];
        fields.push(i);
        return [{ question, answer: RichText.fromMarkdown(answer) }];
      });
      return { raw: { ...before, title, entries }, fields };
    }
  }
}

/** Returns the name of the field for the path of an issue. */
function fieldOf([first = "", second = "", third = ""]: string[], fields: number[]) {
  if (first === "entries") return `${third || "question"}${fields[Number(second)] ?? 0}`;
  if (first === "button") return second === "label" ? "buttonLabel" : "buttonLink";
  return first;
}
