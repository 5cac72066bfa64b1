import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { ProductEntity } from "./product.entity";
import { RatingEntity } from "./rating.entity";
import type { Product } from "./types";

const names = ["one", "two", "three", "four", "five"] as const;

/** Most stars of a review. */
export const mostStars = names.length;

/** Rating of a product by its published reviews. */
export type Rating = {
  /** Average number of stars with one decimal. */
  average: number;
  count: number;
  /** Number of reviews with one star, two stars, up to five. */
  stars: number[];
};

/** Returns the rating of a product as its row has it; null without published reviews. Pure. */
export function ratingOf({ stars }: Pick<Product, "stars">): Rating | null {
  const count = stars?.reduce((sum, one) => sum + one, 0) ?? 0;
  if (!stars || count === 0) return null;
  const sum = stars.reduce((total, one, i) => total + one * (i + 1), 0);
  return { average: Math.round((10 * sum) / count) / 10, count, stars };
}

type Rated = { productId: string; stars: readonly number[]; by: 1 | -1 };

/** Returns the write that counts reviews with these stars as published (`by` 1) or no longer (-1). Never refused. */
export function rate({ productId, stars, by }: Rated) {
  const added: Partial<Record<(typeof names)[number], number>> = {};
  for (const one of stars) {
    const name = names[one - 1];
    if (!name) throw new Error(`A review has 1 to ${mostStars} stars, not ${one}.`);
    added[name] = (added[name] ?? 0) + by;
  }
  return RatingEntity.upsert({ productId }).add({ ...added, version: 1 });
}

/**
 * Copies the rating of a product to its row, from which listings and the search index read it. An older copy never
 * replaces a newer one. Safe to repeat. One request, and one when it changed.
 */
export const copyRating = fn(z.object({ productId: z.string() }), async ({ productId }) => {
  const { data } = await RatingEntity.get({ productId }).go({ consistent: true });
  if (!data) return false;
  const stars = names.map((name) => data[name] ?? 0);
  const { version = 0 } = data;
  return Dynamo.written(
    ProductEntity.patch({ productId })
      .set({ stars, starsVersion: version })
      .where((at, { lt, notExists }) => `${notExists(at.starsVersion)} OR ${lt(at.starsVersion, version)}`)
      .go(),
  );
});
