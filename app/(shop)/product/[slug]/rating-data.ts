import { Catalog, type Product } from "@securecart/core/catalog";
import { reviewsOf } from "#app/_lib/cached";

/** Returns the rating of a product and its newest reviews as structured data; nothing without reviews. */
export async function ratingData(product: Product) {
  const rating = Catalog.ratingOf(product);
  if (!rating) return {};
  return {
    aggregateRating: {
      "@type": "AggregateRating",
      ratingValue: rating.average,
      reviewCount: rating.count,
      bestRating: Catalog.mostStars,
      worstRating: 1,
    },
    review: (await reviewsOf(product)).map(({ stars, title, text, name, at }) => ({
      "@type": "Review",
      reviewRating: { "@type": "Rating", ratingValue: stars, bestRating: Catalog.mostStars, worstRating: 1 },
      author: { "@type": "Person", name },
      datePublished: at.slice(0, 10),
      ...(title && { name: title }),
      ...(text && { reviewBody: text }),
    })),
  };
}
