import { z } from "zod";
import { Catalog } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { type ProductReview, type ReviewState, require } from "./read";
import { ProductReviewEntity } from "./review.entity";
import { limits } from "./write";

const Decision = z.object({
  reviewId: Id.schema("review"),
  /** Version of the review that was seen: a review that changed since is not decided on. */
  seen: z.coerce.number().pipe(z.int().min(1)),
  actor: z.string().min(1),
});

/** Publishes a review. Throws `review.unknown`, `review.changed`, `review.not_now`. */
export const publish = fn(Decision, (act, also?: Writes) =>
  decide({ ...act, from: ["waiting", "refused"], set: { state: "published" } }, also),
);

/**
 * Refuses a review, or takes a published one down, with the reason for its author. Throws `review.unknown`,
 * `review.changed`, `review.not_now`.
 */
export const refuse = fn(
  Decision.extend({ reason: Text.line(limits.reason, "Tell the author why.") }),
  ({ reason, ...act }, also?: Writes) =>
    decide({ ...act, from: ["waiting", "published"], set: { state: "refused", reason } }, also),
);

/**
 * Sets the answer of the shop to a published review; an empty one removes it. Throws `review.unknown`, `review.changed`,
 * `review.not_now`.
 */
export const reply = fn(
  Decision.extend({ reply: Text.paragraphs(limits.reply) }),
  ({ reply: text, ...act }, also?: Writes) =>
    decide({ ...act, from: ["published"], set: { reply: text } }, also),
);

type Change = z.output<typeof Decision> & {
  from: ReviewState[];
  set: { state?: ReviewState; reason?: string; reply?: string };
};

/** Writes a decision with its effect on the rating of the product and with the event that shows it. */
async function decide({ reviewId, seen, actor, from, set }: Change, also: Writes = {}) {
  const review = await require(reviewId);
  if (!from.includes(review.state))
    throw new DomainError("conflict", "review.not_now", `This review is ${review.state} already.`);
  if (review.version !== seen) throw changed();
  const { productId, at, state, stars } = review;
  const next = set.state ?? state;
  const by = Number(next === "published") - Number(state === "published");
  const result = await transact({
    review: ProductReviewEntity.patch({ reviewId })
      .set({ ...set, state: next, version: seen + 1, actor, decidedAt: Clock.iso() })
      .composite({ productId, at })
      .where((row, { eq }) => `${eq(row.version, seen)} AND ${eq(row.state, state)}`),
    ...(by !== 0 && { rating: Catalog.rate({ productId, stars: [stars], by: by > 0 ? 1 : -1 }) }),
    event: await shownOn(review),
    ...also,
  });
  if (!result.committed) throw changed();
}

const changed = () =>
  new DomainError(
    "conflict",
    "review.changed",
    "This review was changed meanwhile. Please look at it again.",
  );

/** Returns the event that shows a change of a review on the pages of its product. */
export async function shownOn({ productId }: Pick<ProductReview, "productId">) {
  const [product] = await Catalog.byIds({ productIds: [productId] });
  if (!product) return undefined;
  const { slug, categorySlug } = product;
  return Event.record("catalog.product_changed", { slug, categories: categorySlug ? [categorySlug] : [] });
}
