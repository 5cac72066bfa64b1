import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { VersionList } from "../../content/version-list";
import { readMenus } from "../read";

export const metadata: Metadata = { title: "History" };

export default async function MenusHistoryPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/menus/history" });
  const document = await readMenus();
  return <VersionList document={document} roles={roles} back={{ href: "/admin/menus", name: "Menus" }} />;
}
