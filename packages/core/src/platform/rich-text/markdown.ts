import { fromMarkdown as parse } from "mdast-util-from-markdown";
import { toMarkdown as write } from "mdast-util-to-markdown";
import { normalize } from "./normalize";
import type { Block, RichTextValue, Run } from "./types";

type RootContent = ReturnType<typeof parse>["children"][number];
type Node<Type extends RootContent["type"]> = Extract<RootContent, { type: Type }>;
type PhrasingContent = Node<"paragraph">["children"][number];
type ItemContent = Node<"listItem">["children"][number];

/** Constructs of Markdown that our texts have no use for; their characters are text. */
const unused = [
  "codeFenced",
  "codeIndented",
  "codeText",
  "definition",
  "htmlFlow",
  "htmlText",
  "setextUnderline",
];

/**
 * Reads Markdown as people type it: a line break is kept, HTML is text, and what we have no block for becomes
 * paragraphs.
 */
export function fromMarkdown(text: string): RichTextValue {
  const { children } = parse(text, { extensions: [{ disable: { null: unused } }] });
  return normalize(children.flatMap((node) => blocksOf(node)));
}

/** Nesting beyond this is no text that a person wrote, and is left out. */
const deepest = 40;

function blocksOf(node: RootContent, depth = 0): Block[] {
  if (depth > deepest) return [];
  switch (node.type) {
    case "paragraph":
      return [{ type: "paragraph", runs: runsOf(node.children) }];
    case "heading":
      return [{ type: "heading", level: node.depth > 2 ? 3 : 2, runs: runsOf(node.children) }];
    case "blockquote":
      return itemsOf(node.children, depth + 1).map((runs) => ({ type: "quote", runs }));
    case "list":
      return listOf(node, depth + 1);
    default:
      return [];
  }
}

/** Returns a list; the lists in its items become items of it. */
const listOf = ({ ordered, children }: Node<"list">, depth: number): Block[] => [
  {
    type: "list",
    ordered: ordered === true,
    items: children.flatMap((item) => itemsOf(item.children, depth)),
  },
];

/** Returns the lines of what a list item or a quote contains. */
function itemsOf(parts: ItemContent[], depth: number): Run[][] {
  const items: Run[][] = [];
  for (const block of parts.flatMap((part) => blocksOf(part, depth))) {
    if (block.type === "list") items.push(...block.items);
    else items.push(block.runs);
  }
  return items;
}

type Look = Omit<Run, "text">;

function runsOf(nodes: PhrasingContent[], look: Look = {}, depth = 0): Run[] {
  if (depth > deepest) return [];
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case "text":
        return [{ ...look, text: node.value }];
      case "break":
        return [{ ...look, text: "\n" }];
      case "strong":
        return runsOf(node.children, { ...look, bold: true }, depth + 1);
      case "emphasis":
        return runsOf(node.children, { ...look, italic: true }, depth + 1);
      case "link":
        return runsOf(node.children, { ...look, link: node.url }, depth + 1);
      case "image":
        return [{ ...look, text: node.alt ?? "" }];
      default:
        return [];
    }
  });
}

/** Writes the text as Markdown; reading it again returns the same text. */
export const toMarkdown = (value: RichTextValue): string =>
  write(
    { type: "root", children: value.map(nodeOf) },
    { bullet: "-", emphasis: "_", listItemIndent: "one", resourceLink: true, rule: "-", strong: "*" },
  ).trimEnd();

function nodeOf(block: Block): ItemContent {
  if (block.type === "paragraph") return paragraph(block.runs);
  if (block.type === "heading")
    return {
      type: "heading",
      depth: block.level,
      children: phrasing(block.runs, ["link", "bold", "italic"]),
    };
  if (block.type === "quote") return { type: "blockquote", children: [paragraph(block.runs)] };
  return {
    type: "list",
    ordered: block.ordered,
    spread: false,
    children: block.items.map((runs) => ({
      type: "listItem",
      spread: false,
      children: [paragraph(runs)],
    })),
  };
}

const paragraph = (runs: Run[]): Node<"paragraph"> => ({
  type: "paragraph",
  children: phrasing(runs, ["link", "bold", "italic"]),
});

/** Groups runs: neighbors with the same link share its node, then those that are bold, then those that are italic. */
function phrasing(runs: Run[], looks: (keyof Look)[]): PhrasingContent[] {
  const [look, ...rest] = looks;
  if (!look) return runs.map(({ text }) => ({ type: "text", value: text }));
  const groups: Run[][] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last?.[0]?.[look] === run[look] && last) last.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group): PhrasingContent[] => {
    const children = phrasing(group, rest);
    const link = group[0]?.link;
    if (look === "link" && link) return [{ type: "link", url: link, children }];
    if (look === "bold" && group[0]?.bold) return [{ type: "strong", children }];
    if (look === "italic" && group[0]?.italic) return [{ type: "emphasis", children }];
    return children;
  });
}
