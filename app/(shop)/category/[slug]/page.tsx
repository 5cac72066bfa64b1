import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPageOfCategory, shopCurrency } from "#app/_lib/cached";
import { listingQuery, readListing } from "#app/_lib/listing";
import { CategoryView } from "./category-view";
import { categoryMetadata, categoryOf, withSubcategories } from "./metadata";

export const revalidate = 300;

/** Returns no paths: a build must not read the table. The first visit renders a page, which is then cached. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/category/[slug]">): Promise<Metadata> {
  const category = await categoryOf((await params).slug);
  return category ? categoryMetadata(category) : {};
}

export default async function CategoryPage({ params }: PageProps<"/category/[slug]">) {
  const category = await categoryOf((await params).slug);
  if (!category) notFound();
  const state = readListing({});
  const query = listingQuery(state, await shopCurrency(), await withSubcategories(category));
  const result = await firstPageOfCategory(category.slug, query);
  return <CategoryView category={category} state={state} result={result} />;
}
