import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { find } from "../find";
import { productMetadata } from "../metadata";
import { ProductView } from "../product-view";

export const revalidate = 300;

export const generateStaticParams = () => [];

type Props = PageProps<"/product/[slug]/[variant]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, variant } = await params;
  const found = await find(slug, variant);
  return found ? productMetadata(found, true) : {};
}

export default async function VariantPage({ params }: Props) {
  const { slug, variant } = await params;
  const found = await find(slug, variant);
  if (!found) notFound();
  return <ProductView {...found} />;
}
