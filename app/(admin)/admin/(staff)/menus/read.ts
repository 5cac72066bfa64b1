import { Content, type Document } from "@securecart/core/content";

/** Returns the menus as staff edit them. One request. */
export async function readMenus(): Promise<Document<"menus">> {
  const document = await Content.forStaff({ documentId: "menus" });
  if (document && Content.isOf(document, "menus")) return document;
  throw new Error("There are no menus.");
}
