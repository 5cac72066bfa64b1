import { createHash } from "node:crypto";
import { type BlockType, Content, type Document, type HomeBlock } from "@securecart/core/content";
import { DomainError } from "@securecart/core/error";
import { RichText } from "@securecart/core/rich-text";

/** Names of the blocks, and what each is for. */
export const blockWords: Record<BlockType, { name: string; use: string }> = {
  hero: { name: "Large title", use: "A title, a sentence, a button and a picture." },
  products: { name: "Row of products", use: "Featured products, or those of a category or a collection." },
  categories: { name: "Categories", use: "All categories with their pictures." },
  text: { name: "Text", use: "A text in a narrow column." },
  "image-text": { name: "Picture and text", use: "A picture beside a text, on either side." },
  faq: { name: "Questions and answers", use: "Questions that unfold their answers." },
};

/** Returns a new block of a type, with words that the merchant replaces. */
export function newBlock(type: BlockType, id: string): HomeBlock {
  const button = { label: "", link: "" };
  switch (type) {
    case "hero":
      return { type, id, title: "A large title", text: "", button };
    case "products":
      return { type, id, title: "New in the shop", source: "featured", count: 4 };
    case "categories":
      return { type, id, title: "Categories" };
    case "text":
      return { type, id, title: "", body: RichText.fromPlain("Tell your customers something.") };
    case "image-text":
      return {
        ...{ type, id, title: "A title", body: RichText.fromPlain("Tell the story of the picture.") },
        ...{ button, side: "left" },
      };
    case "faq":
      return { type, id, title: "Questions and answers", entries: [] };
  }
}

/** Returns a block in a few words. */
export function summaryOf(block: HomeBlock): string {
  switch (block.type) {
    case "hero":
      return [block.title, block.text].filter(Boolean).join(" – ");
    case "products":
      return `${block.title} – up to ${block.count} products`;
    case "categories":
      return block.title;
    case "text":
    case "image-text":
      return [block.title, RichText.summary(block.body, 90)].filter(Boolean).join(" – ");
    case "faq":
      return `${block.title} – ${block.entries.length === 1 ? "1 question" : `${block.entries.length} questions`}`;
  }
}

/** Returns the home page as staff edit it. One request, two before it was first saved. */
export async function readHome(): Promise<Document<"home">> {
  const document = await Content.forStaff({ documentId: "home" });
  if (!document || !Content.isOf(document, "home")) throw new Error("There is no home page.");
  return document;
}

/** Returns a short name of what a block says, to notice that another staff member has changed it. */
export const printOf = (block: HomeBlock) =>
  createHash("sha256").update(JSON.stringify(block)).digest("base64url").slice(0, 22);

export const changedMeanwhile = () =>
  new DomainError(
    "conflict",
    "content.changed",
    "Another staff member has changed the home page since you opened it. Nothing of yours was saved yet.",
  );
