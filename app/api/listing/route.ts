import { Catalog } from "@securecart/core/catalog";
import { Search } from "@securecart/core/search";
import type { NextRequest } from "next/server";
import { categories, collection, shopCurrency } from "#app/_lib/cached";
import { type ListingQuery, listingQuery, readListing } from "#app/_lib/listing";
import type { ListingState } from "#app/_lib/listing-url";
import { withSubcategories } from "#app/(shop)/category/[slug]/metadata";
import { queryOf } from "#app/(shop)/collection/[slug]/find";

/**
 * Counts the products of a list under filters that a shopper is still choosing. `list` is the path of the list. Shared
 * caches may store the response for seconds.
 */
export async function GET({ nextUrl: { searchParams } }: NextRequest) {
  const params = Object.fromEntries(
    [...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)]),
  );
  const query = await queryFor(searchParams.get("list") ?? "", readListing(params));
  if (!query)
    return Response.json(
      { error: "Send the path of a list as list." },
      { status: 400, headers: { "Cache-Control": "no-store" } },
    );
  return Response.json(await Search.counted(query), {
    headers: { "Cache-Control": "public, max-age=0, s-maxage=5" },
  });
}

/** Returns the query of the list at a path, or null without one. */
async function queryFor(path: string, state: ListingState): Promise<ListingQuery | null> {
  const [, kind, slug = "", ...more] = path.split("/");
  if (more.length > 0) return null;
  if (kind === "search" && slug === "") return listingQuery(state, await shopCurrency());
  if (kind === "category") {
    const found = Catalog.categoryAt(await categories(), slug);
    if (!found || "movedTo" in found) return null;
    return listingQuery(state, await shopCurrency(), await withSubcategories(found));
  }
  if (kind === "collection") {
    const found = await collection(slug);
    return found && !("movedTo" in found) ? queryOf(found, state) : null;
  }
  return null;
}
