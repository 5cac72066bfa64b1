import { Catalog, type Category } from "@securecart/core/catalog";
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { categories } from "#app/_lib/cached";
import { listingMetadata } from "#app/_lib/listing-metadata";

/** Returns the category at an address; null when there is none. Redirects a former address. */
export async function categoryOf(address: string): Promise<Category | null> {
  const found = Catalog.categoryAt(await categories(), address);
  if (found && "movedTo" in found) permanentRedirect(`/category/${found.movedTo}`);
  return found;
}

/** Returns the slugs of a category and of those in it that shoppers see. */
export const withSubcategories = async ({ slug }: Category) => Catalog.subtreeOf(await categories(), [slug]);

/** Returns a category's metadata. */
export const categoryMetadata = (category: Category, page = 1): Promise<Metadata> =>
  listingMetadata(`/category/${category.address}`, category, page);
