import { Content, type Document } from "@securecart/core/content";

/** Returns the announcements as staff edit them. One request. */
export async function readAnnouncements(): Promise<Document<"announcements">> {
  const document = await Content.forStaff({ documentId: "announcements" });
  if (document && Content.isOf(document, "announcements")) return document;
  throw new Error("There are no announcements.");
}
