import { Search } from "@securecart/core/search";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isBeyond, isFiltered, readListing } from "#app/_lib/listing";
import { CollectionView } from "../collection-view";
import { collectionMetadata, collectionOf, queryOf } from "../find";

type Props = PageProps<"/collection/[slug]/filtered">;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const collection = await collectionOf((await params).slug);
  if (!collection) return {};
  const state = readListing(await searchParams);
  const narrowed = isFiltered(state) || state.sort !== undefined;
  return {
    ...collectionMetadata(collection, narrowed ? 1 : state.page),
    ...(narrowed && { robots: { index: false, follow: true } }),
  };
}

export default async function FilteredCollectionPage({ params, searchParams }: Props) {
  const collection = await collectionOf((await params).slug);
  if (!collection) notFound();
  const state = readListing(await searchParams);
  const result = await Search.products(await queryOf(collection, state));
  if (isBeyond(result)) notFound();
  return <CollectionView collection={collection} state={state} result={result} />;
}
