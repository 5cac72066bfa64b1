import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { VersionList } from "../../content/version-list";
import { readAnnouncements } from "../read";

export const metadata: Metadata = { title: "History" };

export default async function AnnouncementsHistoryPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/announcements/history" });
  const document = await readAnnouncements();
  return (
    <VersionList
      document={document}
      roles={roles}
      back={{ href: "/admin/announcements", name: "Announcements" }}
    />
  );
}
