import { RichText } from "@securecart/core/rich-text";
import type { Metadata } from "next";
import { type Image, imageUrl } from "#app/_components/picture";
import { sharedPicture } from "./cached";

type Listing = {
  name: string;
  description: Parameters<typeof RichText.summary>[0];
  image: Pick<Image, "key" | "alt">;
  seoTitle?: string | undefined;
  seoDescription?: string | undefined;
};

/** Returns the metadata of a listing. Search engines see one page for all filters and sort orders, and each page number. */
export async function listingMetadata(path: string, listing: Listing, page: number): Promise<Metadata> {
  const { name, image, seoTitle, seoDescription } = listing;
  const title = seoTitle ?? name;
  const description = seoDescription ?? RichText.summary(listing.description, 160);
  return {
    title: page > 1 ? `${title}, page ${page}` : title,
    description,
    alternates: { canonical: page > 1 ? `${path}?page=${page}` : path },
    openGraph: {
      title,
      description,
      ...(image.key
        ? { images: [{ url: imageUrl(image.key, 1280), alt: image.alt }] }
        : await sharedPicture()),
    },
  };
}
