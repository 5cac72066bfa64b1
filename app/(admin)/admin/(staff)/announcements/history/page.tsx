import { Content } from "@securecart/core/content";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { VersionList } from "../../content/version-list";

export const metadata: Metadata = { title: "History" };

export default async function AnnouncementsHistoryPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/announcements/history" });
  const document = await Content.forStaff({ documentId: "announcements" });
  if (!document) throw new Error("There are no announcements.");
  return (
    <VersionList
      document={document}
      roles={roles}
      back={{ href: "/admin/announcements", name: "Announcements" }}
    />
  );
}
