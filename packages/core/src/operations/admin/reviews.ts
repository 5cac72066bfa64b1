import { z } from "zod";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { ProductReviews } from "#sales/product-review";
import { Act, recorded } from "./recorded";

/** Most reviews that are published at once. */
export const mostPublished = 50;

const OnReview = Act.extend(ProductReviews.publish.schema.shape);

/** Publishes a review. Throws what `ProductReviews.publish` throws. */
export const publishReview = fn(OnReview, (act) =>
  onReview("review.publish", act, (also) => ProductReviews.publish(act, also)),
);

/** Refuses a review, or takes it down. Throws what `ProductReviews.refuse` throws. */
export const refuseReview = fn(Act.extend(ProductReviews.refuse.schema.shape), (act) =>
  onReview("review.refuse", { ...act, note: act.reason }, (also) => ProductReviews.refuse(act, also)),
);

/** Sets the answer to a review. Throws what `ProductReviews.reply` throws. */
export const replyToReview = fn(Act.extend(ProductReviews.reply.schema.shape), (act) =>
  onReview("review.reply", act, (also) => ProductReviews.reply(act, also)),
);

const Several = Act.extend({
  reviews: z
    .array(ProductReviews.publish.schema.pick({ reviewId: true, seen: true }))
    .min(1, "Tick at least one review.")
    .max(mostPublished, `At most ${mostPublished} reviews at once.`),
});

/**
 * Publishes several reviews, each in a transaction of its own with its audit row. Returns how many were published, and
 * how many not because they were changed or decided on meanwhile.
 */
export const publishReviews = fn(Several, async ({ reviews, ...act }) => {
  const counts = { published: 0, refused: 0 };
  for (const review of reviews)
    try {
      await publishReview({ ...act, ...review });
      counts.published++;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      counts.refused++;
    }
  return counts;
});

type OnReviewAct = z.output<typeof OnReview> & { note?: string };

function onReview(
  action: string,
  { reviewId, actor, requestId, note }: OnReviewAct,
  work: (also: Writes) => Promise<unknown>,
) {
  const look = async () => {
    const review = await ProductReviews.find({ reviewId });
    return review ? { state: review.state, stars: review.stars, reply: review.reply || "none" } : undefined;
  };
  return recorded(
    action,
    { actor, requestId, subject: `review:${reviewId}`, ...(note && { note }) },
    look,
    work,
  );
}
