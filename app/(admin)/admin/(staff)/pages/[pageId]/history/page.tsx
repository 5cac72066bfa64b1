import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { VersionList } from "../../../content/version-list";
import { readPage } from "../read";

export const metadata: Metadata = { title: "History" };

type Props = PageProps<"/admin/pages/[pageId]/history">;

export default async function PageHistoryPage({ params }: Props) {
  const { pageId } = await params;
  const { roles } = await requireStaff({ may: "content.read", from: `/admin/pages/${pageId}/history` });
  const document = await readPage(pageId);
  const { title } = document.value;
  return (
    <VersionList document={document} roles={roles} back={{ href: `/admin/pages/${pageId}`, name: title }} />
  );
}
