import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Promotion, type Terms } from "@securecart/core/promotion";
import { afterEach, expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { product, readyCart, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });

type Input = Parameters<typeof Collection.save>[0];

async function collection(over: Partial<Input>) {
  const slug = unique().toLowerCase();
  const one: Input = {
    ...{ collectionId: Id.create("collection"), slug, name: `Gifts ${slug}`, status: "active" },
    ...{ description: "", sort: "relevance" },
    ...over,
  };
  await Collection.save(one);
  return one;
}

const made: string[] = [];

async function automatic(more: Partial<Terms>) {
  const code = Id.create("automatic");
  const terms = { code, label: "Gifts", benefit: { kind: "percent" as const, percent: 10 }, ...more };
  await Admin.createDiscount({ terms, ...by() });
  made.push(code);
  return code;
}

afterEach(async () => {
  for (const code of made.splice(0)) await Promotion.archive({ code });
});

const discountOf = async (cartId: string) => (await Checkout.read({ cartId })).totals.discount;

test("a code for a collection that is chosen by hand reduces what is in it, and nothing else", async () => {
  const inside = await product({ price: 2_000 });
  const outside = await product({ price: 5_000 });
  const { collectionId } = await collection({ productIds: [inside.productId] });
  const code = unique();
  const benefit = { kind: "percent" as const, percent: 10 };
  await Promotion.save({ code, label: "Gifts", benefit, collections: [collectionId] });
  const cartId = await readyCart(inside);
  await Cart.add({ cartId, sku: outside.sku, quantity: 1 });
  await Checkout.applyCoupon({ cartId, code });
  expect(await discountOf(cartId)).toBe(200);
  const other = await readyCart(outside);
  await expect(Checkout.applyCoupon({ cartId: other, code })).rejects.toMatchObject({
    code: "promotion.wrong_items",
  });
});

test("an automatic discount follows the rule of its collection, and ends when that is archived", async () => {
  const tag = unique().toLowerCase();
  const inside = await product({ tags: [tag], price: 2_000 });
  const rule = { match: "all" as const, conditions: [{ field: "tag" as const, value: tag }] };
  const one = await collection({ rule });
  const code = await automatic({ collections: [one.collectionId] });
  const cartId = await readyCart(inside);
  expect(await discountOf(cartId)).toBe(200);
  await product({ sku: inside.sku, tags: ["other"], price: 2_000 });
  await expect.poll(() => discountOf(cartId), { timeout: 5_000 }).toBe(0);
  await product({ sku: inside.sku, tags: [tag], price: 2_000 });
  await expect.poll(() => discountOf(cartId), { timeout: 5_000 }).toBe(200);
  await Collection.save({ ...one, status: "archived", seen: 1 });
  await expect.poll(() => discountOf(cartId), { timeout: 5_000 }).toBe(0);
  expect((await Promotion.require(code)).collections).toEqual([one.collectionId]);
});

test("items for items count within the collection", async () => {
  const inside = await product({ price: 2_000 });
  const outside = await product({ price: 500 });
  const { collectionId } = await collection({ productIds: [inside.productId] });
  const benefit = { kind: "bundle" as const, buy: 1, get: 1, percent: 100 };
  await automatic({ collections: [collectionId], benefit });
  const cartId = await readyCart(inside);
  await Cart.add({ cartId, sku: outside.sku, quantity: 1 });
  expect(await discountOf(cartId)).toBe(0);
  await Cart.setQuantity({ cartId, sku: inside.sku, quantity: 2 });
  expect(await discountOf(cartId)).toBe(2_000);
});

test("a preview of a discount for a collection is what the same order pays", async () => {
  const inside = await product({ price: 2_000 });
  const { collectionId } = await collection({ productIds: [inside.productId] });
  const terms = { code: unique(), label: "Gifts", benefit: { kind: "percent" as const, percent: 10 } };
  const order = { currency: "USD" as const, country: "US", lines: [{ sku: inside.sku, quantity: 1 }] };
  const ours = await Promotion.preview({ terms: { ...terms, collections: [collectionId] }, ...order });
  expect(ours.before - ours.total).toBe(200);
  const nothing = await collection({ productIds: [inside.productId], status: "archived" });
  const theirs = { ...terms, collections: [nothing.collectionId] };
  expect(await Promotion.preview({ terms: theirs, ...order })).toMatchObject({
    refusal: "This code is not for the items in your cart.",
  });
});

test("the members of collections are read once for many readings of a cart", async () => {
  const inside = await product();
  const { collectionId } = await collection({ productIds: [inside.productId] });
  await automatic({ collections: [collectionId] });
  const cartId = await readyCart(inside);
  expect(await discountOf(cartId)).toBe(250);
  const requests = await requestsOf(() => Promise.all([1, 2, 3].map(() => Cart.read({ cartId }))));
  expect(requests.length).toBeLessThanOrEqual(3 * 2 + 2);
});

test("the history of a discount names its collections", async () => {
  const { collectionId, name } = await collection({});
  const code = await automatic({ collections: [collectionId] });
  const { rows } = await Audit.list({ subject: `discount:${code}` });
  expect(rows[0]?.after).toMatchObject({ collections: name });
});
