import { Catalog } from "@securecart/core/catalog";
import { ProductReviews } from "@securecart/core/product-review";
import { inParallel } from "./chance";
import texts from "./reviews.json" with { type: "json" };

type Review = { stars: number; title: string; text: string; name: string; daysAgo: number; reply?: string };

/** Returns the reviews of the demo shop by the slug of their product. */
export const reviewsOf = (): [string, Review[]][] => Object.entries(texts);

/** Number of products whose reviews are written at the same time. */
const WIDTH = 6;
const DAY = 24 * 60 * 60 * 1000;

/** Adds the reviews of the demo shop. Safe to repeat: they are added once. */
export const writeReviews = (now = Date.now()) =>
  inParallel(reviewsOf(), WIDTH, async ([slug, reviews]) => {
    const found = await Catalog.bySlug({ slug });
    if (!found) throw new Error(`The demo shop has reviews of ${slug}, but no such product.`);
    await ProductReviews.addPublished({
      productId: found.product.productId,
      reviews: reviews.map(({ daysAgo, ...review }) => ({
        ...review,
        at: new Date(now - daysAgo * DAY).toISOString(),
      })),
    });
  });
