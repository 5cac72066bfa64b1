import { Collection, type CollectionRow } from "@securecart/core/collection";
import { RichText } from "@securecart/core/rich-text";
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { imageUrl } from "#app/_components/picture";
import { categories, collection } from "#app/_lib/cached";
import { type ListingQuery, type ListingState, listingQuery } from "#app/_lib/listing";

/** Returns the active collection at a slug; null when there is none. Redirects a former slug. */
export async function collectionOf(slug: string): Promise<CollectionRow | null> {
  const found = await collection(slug);
  if (found && "movedTo" in found) permanentRedirect(`/collection/${found.movedTo}`);
  return found;
}

/** Returns the query of a listing of a collection, in the collection's own order unless the shopper chose one. */
export async function queryOf(row: CollectionRow, state: ListingState): Promise<ListingQuery> {
  const query = listingQuery(state);
  const isOwn = state.sort === undefined || state.sort === "relevance";
  return {
    ...query,
    part: Collection.partOf(row, await categories()),
    ...(isOwn && { sort: Collection.sortOf(row) }),
  };
}

/** Returns a collection's metadata. Search engines see one page for all filters and sort orders, and each page number. */
export function collectionMetadata(row: CollectionRow, page = 1): Metadata {
  const { slug, name, image } = row;
  const title = row.seoTitle ?? name;
  const description = row.seoDescription ?? RichText.summary(row.description, 160);
  const path = `/collection/${slug}`;
  return {
    title: page > 1 ? `${title}, page ${page}` : title,
    description,
    alternates: { canonical: page > 1 ? `${path}?page=${page}` : path },
    openGraph: {
      title,
      description,
      ...(image.key && { images: [{ url: imageUrl(image.key, 1280), alt: image.alt }] }),
    },
  };
}
