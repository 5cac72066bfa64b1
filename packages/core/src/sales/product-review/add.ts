import { z } from "zod";
import { Catalog } from "#catalog/catalog";
import { transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { ProductReviewEntity } from "./review.entity";
import { limits } from "./write";

const Added = z.object({
  productId: Id.schema("product"),
  reviews: z
    .array(
      z.object({
        stars: z.int().min(1).max(Catalog.mostStars),
        title: Text.cleaned(limits.title),
        text: Text.paragraphs(limits.text),
        name: Text.line(limits.name, "Enter a name."),
        at: z.iso.datetime(),
        reply: Text.paragraphs(limits.reply).optional(),
      }),
    )
    .min(1)
    .max(50),
});

/**
 * Adds published reviews of a product that no link wrote, such as those of the demo shop, and their rating: all in one
 * transaction. Safe to repeat: the same list is added once.
 */
export const addPublished = fn(Added, async ({ productId, reviews }) => {
  const rows = reviews.map(({ reply, ...review }, i) =>
    ProductReviewEntity.create({
      ...review,
      ...(reply && { reply }),
      productId,
      reviewId: Id.derived("review", productId, "added", i),
      orderId: Id.derived("order", productId, "added", i),
      state: "published",
      version: 1,
    }),
  );
  const stars = reviews.map((review) => review.stars);
  await transact({ rows, rating: Catalog.rate({ productId, stars, by: 1 }) });
  await Catalog.copyRating({ productId });
});
