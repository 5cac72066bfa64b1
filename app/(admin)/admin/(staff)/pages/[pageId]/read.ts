import { Content, type Document } from "@securecart/core/content";
import { Id } from "@securecart/core/id";
import { notFound } from "next/navigation";

/** Returns a page of any status; shows the "not found" page when it does not exist. */
export async function readPage(pageId: string): Promise<Document<"page">> {
  const parsed = Id.schema("page").safeParse(pageId);
  const document = parsed.success ? await Content.forStaff({ documentId: parsed.data }) : null;
  if (!document || !Content.isOf(document, "page")) notFound();
  return document;
}
