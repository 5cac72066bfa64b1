import type { Metadata } from "next";
import { HomeView } from "#app/_components/home/home-view";
import { homeTargets } from "#app/_components/shop-links";
import { categories, shopName } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { readHome } from "#app/(admin)/admin/(staff)/home/blocks";
import { PreviewFrame } from "../preview-frame";

export const metadata: Metadata = { title: "Preview" };

/** Renders the draft of the home page as shoppers will see it, for staff only. */
export default async function HomePreviewPage() {
  await requireStaff({ may: "content.read", from: "/admin/preview/home" });
  const [{ value }, all, name] = await Promise.all([readHome(), categories(), shopName()]);
  const targets = await homeTargets(value);
  return (
    <PreviewFrame back="/admin/home">
      <HomeView home={value} categories={all} {...{ targets, name }} />
    </PreviewFrame>
  );
}
