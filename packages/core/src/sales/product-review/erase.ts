import { transact } from "#platform/dynamo";
import { Scrub } from "#platform/scrub";
import { shownOn } from "./decide";
import { ReviewRequestEntity } from "./request.entity";
import { ProductReviewEntity } from "./review.entity";

/** Name with which the review of an erased customer is shown. */
export const erasedName = "A customer";

/**
 * Removes the data subject from the reviews of an order: their name, and their words in the texts. Stars and the rest of
 * the text stay. Safe to repeat. Returns how many rows were changed, by entity.
 */
export async function erasePersonal({ orderId, words }: { orderId: string; words: readonly string[] }) {
  const { data } = await ProductReviewEntity.query.byOrder({ orderId }).go({ pages: "all" });
  let productreview = 0;
  for (const review of data) {
    const set = Scrub.changes(review, ["title", "text", "reply", "reason"], words);
    if (review.name === erasedName && Object.keys(set).length === 0) continue;
    const { reviewId, state, version } = review;
    const result = await transact({
      review: ProductReviewEntity.patch({ reviewId })
        .set({ ...set, name: erasedName, version: version + 1 })
        .where((at, { eq }) => eq(at.version, version)),
      ...(state === "published" && { event: await shownOn(review) }),
    });
    // The sweep of the whole table looks at this order once more.
    if (result.committed) productreview++;
  }
  const { data: request } = await ReviewRequestEntity.delete({ orderId }).go({ response: "all_old" });
  return { productreview, reviewrequest: request ? 1 : 0 };
}
