import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import type { Document } from "./document";
import type { Block, MenuEntry, Value } from "./types";

/** Longest text in an audit row, in characters. */
const longest = 3_000;

/** Status of a document: it was never published, shoppers see it, or it was taken out of the list. */
export type DocumentStatus = "draft" | "published" | "archived";

export const statusOf = ({
  isArchived,
  isLive,
}: {
  isArchived: boolean;
  isLive: boolean;
}): DocumentStatus => {
  if (isArchived) return "archived";
  return isLive ? "published" : "draft";
};

/** Returns what the audit log says of a document. */
export function facts(document: Document): Record<string, string> {
  const { isArchived, live, isChanged, publishAt, value } = document;
  const status = statusOf({ isArchived, isLive: live > 0 });
  return {
    status: isChanged && live > 0 ? `${status}, with changes` : status,
    ...(publishAt && { "publish at": publishAt }),
    ...valueFacts(value),
  };
}

function valueFacts(value: Value): Record<string, string> {
  if ("body" in value) {
    const { title, slug, body, seoTitle, seoDescription } = value;
    const text = Text.cut(RichText.plain(body), longest);
    return { title, address: slug, text, "SEO title": seoTitle, "SEO description": seoDescription };
  }
  if ("blocks" in value) {
    const { blocks, seoTitle, seoDescription } = value;
    const lines = blocks.map((block, i) => `${i + 1}. ${blockFacts(block)}`);
    return {
      blocks: lines.join("\n").slice(0, 3 * longest),
      "SEO title": seoTitle,
      "SEO description": seoDescription,
    };
  }
  if ("header" in value) return { header: menuFacts(value.header), footer: menuFacts(value.footer) };
  const lines = value.announcements.map(({ text, link, startsAt, endsAt }) =>
    [text, link, startsAt && `from ${startsAt}`, endsAt && `until ${endsAt}`].filter(Boolean).join(", "),
  );
  return { announcements: lines.join("\n") };
}

/** Returns a block of the home page in one line. */
function blockFacts(block: Block) {
  const parts: string[] = [block.type, block.title];
  if (block.type === "hero") parts.push(block.text, block.button.label, block.button.link);
  if (block.type === "products") parts.push(block.source, `${block.count}`);
  if (block.type === "text" || block.type === "image-text") parts.push(RichText.summary(block.body, 300));
  if (block.type === "faq")
    parts.push(
      block.entries.map(({ question, answer }) => `${question} ${RichText.summary(answer, 200)}`).join(" "),
    );
  return parts.filter(Boolean).join(": ");
}

const menuFacts = (menu: readonly MenuEntry[] | null) =>
  menu === null
    ? "automatic"
    : menu
        .map(({ label, link, level }) => `${level === 2 ? "– " : ""}${label}${link && `: ${link}`}`)
        .join("\n");
