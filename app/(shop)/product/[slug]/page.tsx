import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { find } from "./find";
import { productMetadata } from "./metadata";
import { ProductView } from "./product-view";

export const revalidate = 300;

/** Returns no paths: a build must not read the table. The first visit renders a page, which is then cached. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/product/[slug]">): Promise<Metadata> {
  const found = await find((await params).slug);
  return found ? productMetadata(found, false) : {};
}

export default async function ProductPage({ params }: PageProps<"/product/[slug]">) {
  const found = await find((await params).slug);
  if (!found) notFound();
  return <ProductView {...found} />;
}
