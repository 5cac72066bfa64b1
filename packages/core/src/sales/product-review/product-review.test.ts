import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Id } from "@securecart/core/id";
import { Merchandising } from "@securecart/core/merchandising";
import { Order } from "@securecart/core/order";
import { OrderAccess } from "@securecart/core/order-access";
import { type Compose, OrderEmail } from "@securecart/core/order-email";
import { ProductReviews } from "@securecart/core/product-review";
import { Refund } from "@securecart/core/refund";
import { Settings } from "@securecart/core/settings";
import { afterEach, expect, test, vi } from "vitest";
import { contact, pendingOrder, product, shippedOrder, unique } from "#test/fixtures";
import { EventEntity } from "../../platform/event/event.entity";
import { ReviewRequestEntity } from "./request.entity";

afterEach(() => vi.useRealTimers());

const by = () => ({ actor: "staff:test", requestId: randomUUID() });
const buyer = () => ({ contact: { ...contact, email: `${unique().toLowerCase()}@example.com` } });

const draft = { stars: 4, title: "Good", text: "I like it.", name: "Ada L." };

/** Makes a shipped order of a new product by a new buyer. */
async function bought() {
  const one = await product();
  return { ...one, ...(await shippedOrder(buyer(), one.sku)) };
}

const write = (orderId: string, productId: string, words: Partial<typeof draft> = {}) =>
  ProductReviews.write({ orderId, productId, ...draft, ...words });

/** Makes a waiting review of a product by a new buyer. */
async function waiting(of: { sku: string; productId: string }, words: Partial<typeof draft> = {}) {
  const { orderId } = await shippedOrder(buyer(), of.sku);
  const { reviewId } = await write(orderId, of.productId, words);
  return { reviewId, orderId, seen: 1 };
}

/** Handles what the catalog's consumer does after a decision. Returns the product's rating. */
async function ratingShown({ slug, productId }: { slug: string; productId: string }) {
  await Merchandising.publish({ slug, categories: [] }, "catalog.product_changed").catch((error) => {
    // No storefront runs here that could be told to render its pages again.
    if (!(error instanceof TypeError) && !/storefront/.test(String(error))) throw error;
  });
  const [found] = await Catalog.byIds({ productIds: [productId] });
  return found ? Catalog.ratingOf(found) : null;
}

test("a buyer writes one review of a product, however often and however parallel it is sent", async () => {
  const { orderId, productId } = await bought();
  const sent = await Promise.allSettled(
    [1, 2, 3, 4].map((stars) => write(orderId, productId, { stars, text: `Text ${stars}` })),
  );
  for (const one of sent)
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "review.busy" });
  await write(orderId, productId, { stars: 5, text: "At last.\r\n\r\n\r\nDone." });
  const { products } = await ProductReviews.toReview({ orderId });
  expect(products).toMatchObject([
    { productId, review: { stars: 5, text: "At last.\n\nDone.", state: "waiting" } },
  ]);
  expect(await ProductReviews.ofOrder({ orderId })).toHaveLength(1);
});

test("a second order of the same buyer shows the same review, and another buyer has a review of their own", async () => {
  const one = await product();
  const who = buyer();
  const [first, second, other] = [
    await shippedOrder(who, one.sku),
    await shippedOrder(who, one.sku),
    await shippedOrder(buyer(), one.sku),
  ];
  const { reviewId } = await write(first.orderId, one.productId);
  expect(await write(second.orderId, one.productId, { stars: 2 })).toEqual({ reviewId });
  expect(await ProductReviews.find({ reviewId })).toMatchObject({ stars: 2, version: 2 });
  expect((await write(other.orderId, one.productId)).reviewId).not.toBe(reviewId);
});

test("only what was bought and shipped can be reviewed", async () => {
  const { orderId } = await bought();
  const other = await product();
  await expect(write(orderId, other.productId)).rejects.toMatchObject({ code: "review.not_bought" });
  const pending = await pendingOrder();
  const [variant] = await Promise.all([Catalog.variant({ sku: pending.sku })]);
  await expect(write(pending.orderId, variant?.productId ?? "")).rejects.toMatchObject({
    code: "review.not_open",
  });
});

test.each([
  ["stars", { stars: 0 }],
  ["stars", { stars: 6 }],
  ["stars", { stars: 4.5 }],
  ["title", { title: "t".repeat(ProductReviews.limits.title + 1) }],
  ["text", { text: "t".repeat(ProductReviews.limits.text + 1) }],
  ["name", { name: " \u200b " }],
])("a review with a wrong %s is refused", (name, words) => {
  const ids = { orderId: Id.create("order"), productId: Id.create("product") };
  const { error } = ProductReviews.write.schema.safeParse({ ...ids, ...draft, ...words });
  expect(error?.issues[0]?.path).toEqual([name]);
});

test("many reviews by one link are refused for a while", async () => {
  const { orderId, productId } = await bought();
  const origin = "198.51.100.9";
  for (let i = 0; i < 30; i++) await ProductReviews.write({ orderId, productId, ...draft, from: origin });
  await expect(ProductReviews.write({ orderId, productId, ...draft, from: origin })).rejects.toMatchObject({
    code: "throttle.too_many",
  });
});

test("a link for reviews does not open the order, and a link to the order does not review", () => {
  const orderId = Id.create("order");
  expect(OrderAccess.openReview(OrderAccess.reviewToken(orderId))).toBe(orderId);
  expect(OrderAccess.open(OrderAccess.reviewToken(orderId))).toBeNull();
  expect(OrderAccess.openReview(OrderAccess.token(orderId))).toBeNull();
});

test("a published review counts in the rating, once, and no longer when it is taken down", async () => {
  const one = await product();
  const { reviewId, seen, orderId } = await waiting(one, { stars: 5 });
  const act = by();
  const twice = await Promise.allSettled([
    Admin.publishReview({ reviewId, seen, ...act }),
    Admin.publishReview({ reviewId, seen, ...act }),
  ]);
  for (const one of twice)
    if (one.status === "rejected") expect(["review.changed", "review.not_now"]).toContain(one.reason.code);
  expect(twice.map(({ status }) => status)).toContain("fulfilled");
  await Admin.publishReview({ reviewId, seen, ...act });
  await expect(Admin.publishReview({ reviewId, seen: 2, ...by() })).rejects.toMatchObject({
    code: "review.not_now",
  });
  expect(await ratingShown(one)).toEqual({ average: 5, count: 1, stars: [0, 0, 0, 0, 1] });
  expect((await ProductReviews.published({ productId: one.productId })).rows).toMatchObject([{ reviewId }]);
  await expect(write(orderId, one.productId)).rejects.toMatchObject({ code: "review.decided" });
  await Admin.refuseReview({ reviewId, seen: 2, reason: "It names a person.", ...by() });
  expect(await ratingShown(one)).toBeNull();
  expect((await ProductReviews.published({ productId: one.productId })).rows).toEqual([]);
  await Admin.publishReview({ reviewId, seen: 3, ...by() });
  expect(await ratingShown(one)).toMatchObject({ count: 1 });
});

test("the rating is exact after parallel decisions, and survives a save of the product", async () => {
  const one = await product();
  const stars = [5, 5, 4, 3, 1];
  const reviews = await Promise.all(stars.map((number) => waiting(one, { stars: number })));
  await Promise.all(reviews.map(({ reviewId, seen }) => Admin.publishReview({ reviewId, seen, ...by() })));
  const [first, second] = reviews;
  await Promise.all([
    Admin.refuseReview({ reviewId: first?.reviewId ?? "", seen: 2, reason: "No.", ...by() }),
    Admin.refuseReview({ reviewId: second?.reviewId ?? "", seen: 2, reason: "No.", ...by() }),
    product({ sku: one.sku, stock: 0 }),
  ]);
  const rating = { average: 2.7, count: 3, stars: [1, 0, 1, 1, 0] };
  expect(await ratingShown(one)).toEqual(rating);
  await product({ sku: one.sku, stock: 0 });
  expect(await ratingShown(one)).toEqual(rating);
  const [card] = await Catalog.cards({ productIds: [one.productId], currency: "USD" });
  expect(card?.rating).toEqual({ average: 2.7, count: 3 });
});

test("of two opposite decisions at once one is made, and it is the one that counts", async () => {
  const one = await product();
  const { reviewId, seen } = await waiting(one);
  const decided = await Promise.allSettled([
    Admin.publishReview({ reviewId, seen, ...by() }),
    Admin.refuseReview({ reviewId, seen, reason: "No.", ...by() }),
  ]);
  expect(decided.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const isPublished = (await ProductReviews.find({ reviewId }))?.state === "published";
  expect((await ratingShown(one))?.count ?? 0).toBe(isPublished ? 1 : 0);
});

test("a review that its author changed meanwhile is not published unread", async () => {
  const one = await product();
  const { reviewId, seen, orderId } = await waiting(one);
  await write(orderId, one.productId, { text: "Something else." });
  await expect(Admin.publishReview({ reviewId, seen, ...by() })).rejects.toMatchObject({
    code: "review.changed",
  });
  const { published, refused } = await Admin.publishReviews({
    reviews: [
      { reviewId, seen },
      { reviewId, seen: 2 },
    ],
    ...by(),
  });
  expect([published, refused]).toEqual([1, 1]);
});

test("each decision has its audit row and its event, and the shop can answer", async () => {
  const one = await product();
  const { reviewId, seen } = await waiting(one);
  const act = by();
  await Admin.publishReview({ reviewId, seen, ...act });
  const audit = await Audit.has({
    auditId: Audit.idOf("review.publish", `review:${reviewId}`, act.requestId),
  });
  expect(audit).toBe(true);
  await Admin.replyToReview({ reviewId, seen: 2, reply: "Thank you!", ...by() });
  const { rows } = await ProductReviews.published({ productId: one.productId });
  expect(rows).toMatchObject([{ reviewId, reply: "Thank you!" }]);
});

test("published reviews are paged, the newest first", async () => {
  const one = await product();
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const { reviewId, seen } = await waiting(one);
    await Admin.publishReview({ reviewId, seen, ...by() });
    ids.unshift(reviewId);
  }
  const first = await ProductReviews.published({ productId: one.productId, limit: 2 });
  const rest = await ProductReviews.published({
    productId: one.productId,
    limit: 2,
    ...(first.next && { cursor: first.next }),
  });
  expect([...first.rows, ...rest.rows].map(({ reviewId }) => reviewId)).toEqual(ids);
  expect(rest.next).toBeNull();
});

/** Sweeps until the request of an order was swept: one sweep works on a limited number. */
async function sweepUntil(orderId: string) {
  for (;;) {
    const { swept } = await ProductReviews.sweepRequests();
    const { data } = await ReviewRequestEntity.get({ orderId }).go({ consistent: true });
    if (!data || swept === 0) return data;
  }
}

const dueEvent = async (orderId: string) =>
  (
    await EventEntity.get({ eventId: Id.derived("event", "review-request", orderId) }).go({
      consistent: true,
    })
  ).data;

test("a customer is asked for reviews ten days after the order was shipped, once", async () => {
  const { orderId } = await bought();
  await Promise.all([1, 2].map(() => ProductReviews.scheduleRequest({ orderId })));
  const day = 24 * 3_600_000;
  expect(await sweepUntil(orderId)).not.toBeNull();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 9.9 * day });
  expect(await sweepUntil(orderId)).not.toBeNull();
  vi.setSystemTime(Date.now() + 0.2 * day);
  await Promise.all([sweepUntil(orderId), sweepUntil(orderId)]);
  vi.useRealTimers();
  expect(await sweepUntil(orderId)).toBeNull();
  expect(await dueEvent(orderId)).toMatchObject({ type: "order.review_due", detail: { orderId } });
  let composed = 0;
  const compose: Compose = async ({ link }) => {
    composed++;
    expect(link).toMatch(new RegExp(`/reviews/${orderId}-`));
    return { subject: "How do you like it?", html: "<p>-</p>", text: "-" };
  };
  const send = () => OrderEmail.send({ orderId, kind: "review_due" }, compose);
  await Promise.allSettled([send(), send(), send()]);
  await send();
  expect(composed).toBe(1);
});

test("no customer is asked about an order that was not shipped or wholly refunded", async () => {
  let composed = 0;
  const compose: Compose = async () => {
    composed++;
    return { subject: "-", html: "<p>-</p>", text: "-" };
  };
  const { orderId } = await pendingOrder();
  await OrderEmail.send({ orderId, kind: "review_due" }, compose);
  const refunded = await bought();
  const order = await Order.require(refunded.orderId);
  await Refund.create({
    orderId: order.orderId,
    lines: [],
    amount: order.captured,
    reason: "Lost.",
    actor: "staff:test",
  });
  await OrderEmail.send({ orderId: refunded.orderId, kind: "review_due" }, compose);
  expect(composed).toBe(0);
});

test("a merchant who turned requests off has none scheduled", async () => {
  const { orderId } = await bought();
  await Settings.change("reviews", { ask: false }, by());
  try {
    await ProductReviews.scheduleRequest({ orderId });
    expect((await ReviewRequestEntity.get({ orderId }).go({ consistent: true })).data).toBeNull();
  } finally {
    await Settings.change("reviews", { ask: true }, by());
  }
});

test("an erasure removes the name and the buyer's words, and keeps stars and rating", async () => {
  const one = await product();
  const word = `Q${unique().toLowerCase()}`;
  const { reviewId, seen, orderId } = await waiting(one, { name: `${word} L.`, text: `I am ${word}.` });
  await Admin.publishReview({ reviewId, seen, ...by() });
  await ProductReviews.scheduleRequest({ orderId });
  const erase = () => ProductReviews.erasePersonal({ orderId, words: [word] });
  expect(await erase()).toEqual({ productreview: 1, reviewrequest: 1 });
  expect(await erase()).toEqual({ productreview: 0, reviewrequest: 0 });
  const { rows } = await ProductReviews.published({ productId: one.productId });
  expect(rows).toMatchObject([{ name: ProductReviews.erasedName, stars: 4, text: "I am [erased]." }]);
  expect(await ratingShown(one)).toMatchObject({ count: 1 });
});

test.each([
  ["Ada Lovelace", "Ada L."],
  ["Ada", "Ada"],
  ["  Grace  Brewster hopper ", "Grace H."],
])("the name %j is proposed as %j", (name, short) => {
  expect(ProductReviews.shortName(name)).toBe(short);
});
