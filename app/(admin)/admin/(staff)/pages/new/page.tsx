import { randomUUID } from "node:crypto";
import { Content } from "@securecart/core/content";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { shopZone } from "../../content/publishing";
import { PageForm } from "../page-form";
import { emptyPage } from "../values";

export const metadata: Metadata = { title: "Add page" };

export default async function NewPagePage() {
  await requireStaff({ may: "content.edit", from: "/admin/pages/new" });
  return (
    <>
      <Title>Add page</Title>
      <PageForm
        documentId=""
        requestId={randomUUID()}
        values={emptyPage}
        version={0}
        editor=""
        isLive={false}
        zone={await shopZone()}
        mayEdit
        words={[...Content.wordNames]}
      />
    </>
  );
}
