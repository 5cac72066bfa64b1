import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { find } from "./find";
import { productMetadata } from "./metadata";
import { ProductView } from "./product-view";

export const revalidate = 300;

/** Made with the first visit and kept: a build asks the table for nothing. */
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
