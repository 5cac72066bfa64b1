import type { EntityItem } from "electrodb";
import { z } from "zod";
import { Catalog, skuKey } from "#catalog/catalog";
import { Cursor, Dynamo, pageOf } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";
import { Order, type OrderLine, type OrderView } from "../order";
import { ProductReviewEntity, reviewStates } from "./review.entity";

export type ReviewState = (typeof reviewStates)[number];
export type ProductReview = EntityItem<typeof ProductReviewEntity>;

/** Returns a review as it is now, or null. One request. */
export const find = fn(
  z.object({ reviewId: Id.schema("review") }),
  async ({ reviewId }): Promise<ProductReview | null> =>
    (await ProductReviewEntity.get({ reviewId }).go({ consistent: true })).data,
);

/** Returns the review. Throws `review.unknown`. */
export async function require(reviewId: string) {
  const review = await find({ reviewId });
  if (!review) throw new DomainError("not_found", "review.unknown", "We can't find this review.");
  return review;
}

/** Returns the id of the one review of a product by the buyer of an order. It tells nobody else who that is. */
export const idOf = ({ contact }: Pick<OrderView, "contact">, productId: string) =>
  Id.derived(
    "review",
    productId,
    Secret.sign("LinkSecret", "reviewer", contact.email.toLowerCase()).toString("base64url"),
  );

export type Bought = Pick<OrderLine, "name" | "image"> & { productId: string; slug: string };

/** Returns the products of an order, each once. One request. */
export async function productsOf({ lines }: Pick<OrderView, "lines">): Promise<Bought[]> {
  const keys = new Map(lines.map(({ sku }) => [skuKey(sku), Catalog.variantKey(sku)]));
  const known = await Catalog.offered(await Dynamo.batchGet([...keys.values()]));
  const variants = new Map([...known].map(([sku, { variant }]) => [skuKey(sku), variant]));
  const products = new Map<string, Bought>();
  for (const { sku, name, image } of lines) {
    const variant = variants.get(skuKey(sku));
    if (!variant || products.has(variant.productId)) continue;
    products.set(variant.productId, { productId: variant.productId, slug: variant.slug, name, image });
  }
  return [...products.values()];
}

/** Returns the products of an order, each with the buyer's review or null; none when they may not be reviewed. */
export const toReview = fn(z.object({ orderId: Id.schema("order") }), async ({ orderId }) => {
  const order = await Order.require(orderId);
  const products = await productsOf(order);
  const reviews = await Promise.all(
    products.map(({ productId }) => find({ reviewId: idOf(order, productId) })),
  );
  return { order, products: products.map((product, i) => ({ ...product, review: reviews[i] ?? null })) };
});

/** Returns the reviews that were written with the link of an order. */
export const ofOrder = fn(z.object({ orderId: Id.schema("order") }), async ({ orderId }) => {
  const { data } = await ProductReviewEntity.query.byOrder({ orderId }).go({ pages: "all" });
  return data.map(({ reviewId: _, version: __, actor: ___, ...review }) => review);
});

/** Review as shoppers see it. */
export type Published = Pick<
  ProductReview,
  "reviewId" | "stars" | "title" | "text" | "name" | "at" | "reply"
>;

/** Reviews of a page of all published reviews of a product. */
export const publishedPageSize = 20;

const OfProduct = z.object({
  productId: Id.schema("product"),
  cursor: Cursor.optional(),
  limit: z.int().min(1).max(publishedPageSize).default(publishedPageSize),
});

/** Returns the published reviews of a product, the newest first, and the cursor after them. One request. */
export const published = fn(OfProduct, async ({ productId, cursor, limit }) => {
  const all = ProductReviewEntity.query.byProduct({ productId, state: "published" });
  const { data } = await (cursor ? all.lt({ at: cursor.at, reviewId: cursor.id }) : all).go({
    limit: limit + 1,
    order: "desc",
  });
  const { rows, next } = pageOf(data, limit, ({ at, reviewId }) => ({ at, id: reviewId }));
  const shown = rows.map(({ reviewId, stars, title, text, name, at, reply }): Published => {
    const own = { reviewId, stars, title, text, name, at };
    return reply ? { ...own, reply } : own;
  });
  return { rows: shown, next };
});

/** Reviews of a page of the admin. */
const pageSize = 25;

const List = z.object({ state: z.enum(reviewStates), cursor: Cursor.optional() });

/**
 * Returns the reviews in a state: waiting ones the oldest first, others the newest first, and the cursor after them. One
 * request.
 */
export const list = fn(List, async ({ state, cursor }) => {
  const all = ProductReviewEntity.query.byState({ state });
  const from = cursor && { at: cursor.at, reviewId: cursor.id };
  const isOldestFirst = state === "waiting";
  const { data } = await (!from ? all : isOldestFirst ? all.gt(from) : all.lt(from)).go({
    limit: pageSize + 1,
    order: isOldestFirst ? "asc" : "desc",
  });
  return pageOf(data, pageSize, ({ at, reviewId }) => ({ at, id: reviewId }));
});

/** Most reviews that are counted as waiting. */
const mostCounted = 100;

/** Returns the number of reviews that wait for staff, 100 at most. One request. */
export async function countWaiting() {
  const { data } = await ProductReviewEntity.query
    .byState({ state: "waiting" })
    .go({ limit: mostCounted, attributes: ["reviewId"] });
  return data.length;
}
