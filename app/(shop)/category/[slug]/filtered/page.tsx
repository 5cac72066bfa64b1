import { Search } from "@securecart/core/search";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { shopCurrency } from "#app/_lib/cached";
import { isBeyond, isFiltered, listingQuery, readListing } from "#app/_lib/listing";
import { CategoryView } from "../category-view";
import { categoryMetadata, categoryOf, withSubcategories } from "../metadata";

type Props = PageProps<"/category/[slug]/filtered">;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const category = await categoryOf((await params).slug);
  if (!category) return {};
  const state = readListing(await searchParams);
  const narrowed = isFiltered(state) || state.sort !== undefined;
  return {
    ...categoryMetadata(category, narrowed ? 1 : state.page),
    ...(narrowed && { robots: { index: false, follow: true } }),
  };
}

export default async function FilteredCategoryPage({ params, searchParams }: Props) {
  const category = await categoryOf((await params).slug);
  if (!category) notFound();
  const state = readListing(await searchParams);
  const result = await Search.products(
    listingQuery(state, await shopCurrency(), await withSubcategories(category)),
  );
  if (isBeyond(result)) notFound();
  return <CategoryView category={category} state={state} result={result} />;
}
