import type { Category } from "@securecart/core/catalog";
import type { Metadata } from "next";
import { imageUrl } from "#app/_components/picture";
import { categories } from "#app/_lib/cached";

export const categoryOf = async (slug: string) =>
  (await categories()).find((category) => category.slug === slug);

/** Returns a category's metadata. Search engines see one page for all filters and sort orders, and each page number. */
export function categoryMetadata({ slug, name, description, image }: Category, page = 1): Metadata {
  return {
    title: page > 1 ? `${name}, page ${page}` : name,
    description,
    alternates: { canonical: page > 1 ? `/category/${slug}?page=${page}` : `/category/${slug}` },
    openGraph: { title: name, description, images: [{ url: imageUrl(image.key, 1280), alt: image.alt }] },
  };
}
