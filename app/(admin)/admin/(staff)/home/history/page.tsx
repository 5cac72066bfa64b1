import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { VersionList } from "../../content/version-list";
import { readHome } from "../blocks";

export const metadata: Metadata = { title: "History" };

export default async function HomeHistoryPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/home/history" });
  const document = await readHome();
  return <VersionList document={document} roles={roles} back={{ href: "/admin/home", name: "Home page" }} />;
}
