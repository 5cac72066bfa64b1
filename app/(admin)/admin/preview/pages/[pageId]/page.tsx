import { Content } from "@securecart/core/content";
import type { Metadata } from "next";
import { ContentPage } from "#app/_components/content-page";
import { requireStaff } from "#app/_lib/staff-session";
import { readPage } from "#app/(admin)/admin/(staff)/pages/[pageId]/read";
import { PreviewFrame } from "../../preview-frame";

export const metadata: Metadata = { title: "Preview" };

type Props = PageProps<"/admin/preview/pages/[pageId]">;

/** Renders the draft of a page as shoppers will see it, for staff only. */
export default async function PagePreviewPage({ params }: Props) {
  const { pageId } = await params;
  await requireStaff({ may: "content.read", from: `/admin/preview/pages/${pageId}` });
  const { value } = await readPage(pageId);
  const words = await Content.currentWords();
  const { title, slug, body } = Content.fillPage(value, words);
  const open = Content.openOf(Content.needsOf(value), words);
  return (
    <PreviewFrame back={`/admin/pages/${pageId}`} open={open}>
      <ContentPage {...{ title, slug, body }} />
    </PreviewFrame>
  );
}
