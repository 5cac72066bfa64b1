import { RichText } from "@securecart/core/rich-text";
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { ContentPage } from "#app/_components/content-page";
import { contentPage, sharedPicture } from "#app/_lib/cached";

export const revalidate = 300;

/** Returns no paths: a build must not read the table. The first visit renders a page, which is then cached. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/pages/[slug]">): Promise<Metadata> {
  const found = await contentPage((await params).slug);
  if (!found || "movedTo" in found) return {};
  const { title, slug, seoTitle, seoDescription, body } = found;
  const description = seoDescription || RichText.summary(body, 160);
  return {
    title: seoTitle || title,
    description,
    alternates: { canonical: `/pages/${slug}` },
    openGraph: { title: seoTitle || title, description, ...(await sharedPicture()) },
  };
}

/** Renders a page that the merchant has published. Its URL is the one that such pages have at other shop systems. */
export default async function ShopPage({ params }: PageProps<"/pages/[slug]">) {
  const found = await contentPage((await params).slug);
  if (!found) notFound();
  if ("movedTo" in found) permanentRedirect(`/pages/${found.movedTo}`);
  const { title, slug, body, publishedAt } = found;
  return <ContentPage {...{ title, slug, body, publishedAt }} />;
}
