import type { Metadata } from "next";
import { imageUrl } from "#app/_components/picture";
import type { Found } from "./find";

/** Variants share one canonical address, so that a search engine counts them as one product. */
export function productMetadata({ product, chosen }: Found, named: boolean): Metadata {
  const image = product.images[chosen.image] ?? product.images[0];
  const title = named ? `${product.name}, ${chosen.title}` : product.name;
  return {
    title,
    description: product.summary,
    alternates: { canonical: `/product/${product.slug}` },
    openGraph: {
      title,
      description: product.summary,
      ...(image && { images: [{ url: imageUrl(image.key, 1280), alt: image.alt }] }),
    },
  };
}
