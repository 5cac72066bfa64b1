import { Catalog, type Category } from "@securecart/core/catalog";
import { RichText } from "@securecart/core/rich-text";
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { imageUrl } from "#app/_components/picture";
import { categories } from "#app/_lib/cached";

/** Returns the category at an address; null when there is none. Redirects a former address. */
export async function categoryOf(address: string): Promise<Category | null> {
  const found = Catalog.categoryAt(await categories(), address);
  if (found && "movedTo" in found) permanentRedirect(`/category/${found.movedTo}`);
  return found;
}

/** Returns the slugs of a category and of those in it that shoppers see. */
export const withSubcategories = async ({ slug }: Category) => Catalog.subtreeOf(await categories(), [slug]);

/** Returns a category's metadata. Search engines see one page for all filters and sort orders, and each page number. */
export function categoryMetadata(category: Category, page = 1): Metadata {
  const { address, name, image } = category;
  const title = category.seoTitle ?? name;
  const description = category.seoDescription ?? RichText.summary(category.description, 160);
  const path = `/category/${address}`;
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
