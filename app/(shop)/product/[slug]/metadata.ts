import { RichText } from "@securecart/core/rich-text";
import type { Metadata } from "next";
import { imageUrl } from "#app/_components/picture";
import { sharedPicture } from "#app/_lib/cached";
import type { Found } from "./find";

/** Returns a product's metadata. Variants share one canonical URL, so that search engines count them as one product. */
export async function productMetadata({ product, chosen }: Found, named: boolean): Promise<Metadata> {
  const image = product.images[chosen.image] ?? product.images[0];
  const title = named ? `${product.name}, ${chosen.title}` : (product.seoTitle ?? product.name);
  const description =
    product.seoDescription ?? (product.summary || RichText.summary(product.description, 160));
  return {
    title,
    description,
    alternates: { canonical: `/product/${product.slug}` },
    openGraph: {
      title,
      description,
      ...(image ? { images: [{ url: imageUrl(image.key, 1280), alt: image.alt }] } : await sharedPicture()),
    },
  };
}
