import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPageOfCollection } from "#app/_lib/cached";
import { readListing } from "#app/_lib/listing";
import { CollectionView } from "./collection-view";
import { collectionMetadata, collectionOf, queryOf } from "./find";

export const revalidate = 300;

/** Returns no paths: a build must not read the table. The first visit renders a page, which is then cached. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/collection/[slug]">): Promise<Metadata> {
  const collection = await collectionOf((await params).slug);
  return collection ? collectionMetadata(collection) : {};
}

export default async function CollectionPage({ params }: PageProps<"/collection/[slug]">) {
  const collection = await collectionOf((await params).slug);
  if (!collection) notFound();
  const state = readListing({});
  const result = await firstPageOfCollection(collection.slug, await queryOf(collection, state));
  return <CollectionView collection={collection} state={state} result={result} />;
}
