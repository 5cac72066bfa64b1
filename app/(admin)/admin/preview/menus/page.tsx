import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { readMenus } from "#app/(admin)/admin/(staff)/menus/read";
import { PreviewFrame } from "../preview-frame";

export const metadata: Metadata = { title: "Preview" };

/** Renders the draft of the menus as shoppers will see them, for staff only. */
export default async function MenusPreviewPage() {
  await requireStaff({ may: "content.read", from: "/admin/preview/menus" });
  const { value } = await readMenus();
  return (
    <PreviewFrame back="/admin/menus" menus={value}>
      <h1 className="text-3xl">Menus</h1>
      <p className="mt-2 text-muted">The header above and the footer below are those of the draft.</p>
    </PreviewFrame>
  );
}
