import { z } from "zod";
import { RateLimit } from "#accounts/rate-limit";
import { Catalog } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { Order } from "../order";
import { find, idOf, productsOf } from "./read";
import { isOpen } from "./request";
import { ProductReviewEntity } from "./review.entity";

/** Longest texts of a review, in characters. */
export const limits = { title: 100, text: 2_000, name: 40, reply: 1_000, reason: 300 };

const tries = 4;
const starsMissing = "Choose 1 to 5 stars.";

const Draft = z.object({
  orderId: Id.schema("order"),
  productId: Id.schema("product"),
  stars: z.int(starsMissing).min(1, starsMissing).max(Catalog.mostStars, starsMissing),
  title: Text.cleaned(limits.title),
  text: Text.paragraphs(limits.text),
  name: Text.line(limits.name, "Enter the name to show with your review."),
  /** Network address of the client, for the rate limit of a link. */
  from: z.string().max(100).nullable().default(null),
});

/**
 * Writes the buyer's review of a product of their order, or changes it while it waits: one for a product, however often
 * they bought it. Throws `review.not_open`, `review.not_bought`, `review.decided`, `review.busy`,
 * `throttle.too_many`.
 */
export const write = fn(Draft, async ({ orderId, productId, from, ...words }) => {
  await RateLimit.take({ what: "review", account: orderId, origin: from ?? "unknown" });
  const order = await Order.require(orderId);
  if (!isOpen(order))
    throw new DomainError(
      "conflict",
      "review.not_open",
      "You can review the items of an order once it is on its way.",
    );
  const bought = await productsOf(order);
  if (!bought.some((one) => one.productId === productId))
    throw new DomainError("input", "review.not_bought", "This item is not part of your order.");
  const reviewId = idOf(order, productId);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await find({ reviewId });
    if (before && before.state !== "waiting") throw decided();
    const writing = before
      ? ProductReviewEntity.patch({ reviewId })
          .set({ ...words, version: before.version + 1 })
          .where((at, { eq }) => `${eq(at.state, "waiting")} AND ${eq(at.version, before.version)}`)
          .go()
      : ProductReviewEntity.create({
          ...{ reviewId, productId, orderId, ...words },
          state: "waiting",
          at: Clock.iso(),
          version: 1,
        }).go();
    if (await Dynamo.written(writing)) return { reviewId };
  }
  throw new DomainError("conflict", "review.busy", "Your review is being changed. Please try again.");
});

const decided = () =>
  new DomainError(
    "conflict",
    "review.decided",
    "We have already decided on your review, so it can no longer be changed.",
  );

/** Returns the name that a form proposes: the first name and the initial of the last one. */
export function shortName(name: string) {
  const words = name.trim().split(/\s+/);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  const [initial = ""] = last;
  return Text.cut(initial ? `${first} ${initial.toUpperCase()}.` : first, limits.name);
}
