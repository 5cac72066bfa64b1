import { Collection, type CollectionRow } from "@securecart/core/collection";
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { categories, collection, shopCurrency } from "#app/_lib/cached";
import { type ListingQuery, listingQuery } from "#app/_lib/listing";
import { listingMetadata } from "#app/_lib/listing-metadata";
import type { ListingState } from "#app/_lib/listing-url";

/** Returns the active collection at a slug; null when there is none. Redirects a former slug. */
export async function collectionOf(slug: string): Promise<CollectionRow | null> {
  const found = await collection(slug);
  if (found && "movedTo" in found) permanentRedirect(`/collection/${found.movedTo}`);
  return found;
}

/** Returns the query of a listing of a collection, in the collection's own order unless the shopper chose one. */
export async function queryOf(row: CollectionRow, state: ListingState): Promise<ListingQuery> {
  const query = listingQuery(state, await shopCurrency());
  const isOwn = state.sort === undefined || state.sort === "relevance";
  return {
    ...query,
    part: Collection.partOf(row, await categories()),
    ...(isOwn && { sort: Collection.sortOf(row) }),
  };
}

/** Returns a collection's metadata. */
export const collectionMetadata = (row: CollectionRow, page = 1): Promise<Metadata> =>
  listingMetadata(`/collection/${row.slug}`, row, page);
