import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";

type Input = Parameters<typeof Collection.save>[0];

const input = (over: Partial<Input> = {}): Input => {
  const slug = unique().toLowerCase();
  return {
    collectionId: Id.create("collection"),
    slug,
    name: `Gifts ${slug}`,
    status: "active",
    description: "",
    sort: "manual",
    ...over,
  };
};

async function save(over: Partial<Input> = {}) {
  const one = input(over);
  await Collection.save(one);
  return one;
}

const tag = (value: string): Input["rule"] => ({ match: "all", conditions: [{ field: "tag", value }] });

test("an active collection is found by its slug, a draft and an archived one are not", async () => {
  const { slug, collectionId } = await save();
  expect(await Collection.bySlug({ slug })).toMatchObject({ collectionId, version: 1 });
  for (const status of ["draft", "archived"] as const) {
    const other = await save({ status });
    expect(await Collection.bySlug(other)).toBeNull();
    expect(await Collection.find(other)).toMatchObject({ status });
  }
  expect(await Collection.bySlug({ slug: "../../etc/passwd" })).toBeNull();
});

test("a former slug leads to the collection, until another collection takes it", async () => {
  const first = await save();
  const slug = unique().toLowerCase();
  expect(await Collection.save({ ...first, slug, seen: 1 })).toEqual({ slugs: [slug, first.slug] });
  expect(await Collection.movedTo({ slug: first.slug })).toBe(slug);
  expect(await Collection.bySlug({ slug: first.slug })).toBeNull();
  await expect(save({ slug })).rejects.toMatchObject({ code: "collection.slug_taken", field: "slug" });
  const second = await save({ slug: first.slug });
  expect(await Collection.bySlug({ slug: first.slug })).toMatchObject({ collectionId: second.collectionId });
  expect(await Collection.movedTo({ slug: first.slug })).toBeNull();
});

test("the second of two staff members does not overwrite what the first has saved", async () => {
  const first = await save();
  await Collection.save({ ...first, name: "Theirs", seen: 1 });
  await expect(Collection.save({ ...first, name: "Mine", seen: 1 })).rejects.toMatchObject({
    code: "collection.changed",
  });
  await expect(Collection.save(first)).rejects.toMatchObject({ code: "collection.changed" });
  await expect(Collection.save(input({ seen: 3 }))).rejects.toMatchObject({ code: "collection.unknown" });
  expect(await Collection.find(first)).toMatchObject({ name: "Theirs", version: 2 });
});

test("chosen products are listed in their order, once the index has them", async () => {
  const made = [await product(), await product(), await product({ status: "hidden" })];
  const productIds = made.map(({ productId }) => productId).reverse();
  const one = await save({ productIds: [...productIds, ...productIds.slice(0, 1)] });
  await Search.rebuild();
  const cards = await Collection.products({ ...one, limit: 24, fresh: true });
  expect(cards.map(({ slug }) => slug)).toEqual([made[1]?.slug, made[0]?.slug]);
  expect(await Collection.products({ ...one, limit: 1 })).toHaveLength(1);
  const row = await Collection.find(one);
  if (!row) throw new Error("The collection is gone.");
  expect(row.productIds).toEqual(productIds);
  expect((await Collection.counts([row])).get(one.collectionId)).toBe(2);
  await Collection.save({ ...one, productIds, status: "draft", seen: 1 });
  expect(await Collection.products({ ...one, limit: 24 })).toEqual([]);
});

test("a rule is decided by the product's row, and listings agree once the index has it", async () => {
  const parent = unique().toLowerCase();
  const child = unique().toLowerCase();
  await Catalog.saveCategory({ slug: parent, name: "Parent", description: "" });
  await Catalog.saveCategory({ slug: child, name: "Child", description: "", parent });
  const inside = await product({ categorySlug: child });
  const outside = await product();
  const one = await save({
    sort: "name",
    rule: { match: "any", conditions: [{ field: "category", slugs: [parent] }] },
  });
  const hidden = await save({ status: "draft", rule: { match: "all", conditions: [{ field: "in_stock" }] } });
  const ids = await Collection.has({
    collectionIds: [one.collectionId, hidden.collectionId, one.collectionId],
    productIds: [inside.productId, outside.productId],
  });
  expect(ids.get(inside.productId)).toEqual([one.collectionId]);
  expect(ids.get(outside.productId)).toEqual([]);
  await Search.rebuild();
  const cards = await Collection.products({ ...one, limit: 24, fresh: true });
  expect(cards.map(({ slug }) => slug)).toEqual([inside.slug]);
});

test("a product knows its collections, chosen and by rule", async () => {
  const word = unique();
  const { productId } = await product({ tags: [word] });
  const [byTag, byHand, other] = [
    await save({ rule: tag(word.toLowerCase()), sort: "newest" }),
    await save({ productIds: [productId] }),
    await save({ rule: tag("something else") }),
  ];
  const [found] = await Catalog.byIds({ productIds: [productId] });
  if (!found) throw new Error("The product is gone.");
  const ids = await Collection.idsOf(found);
  expect(ids).toEqual(expect.arrayContaining([byTag.collectionId, byHand.collectionId]));
  expect(ids).not.toContain(other.collectionId);
});

test("a product is put into collections and taken out, and only of those that were seen", async () => {
  const { productId } = await product();
  const other = await product();
  const [into, out, unseen] = [
    await save({ productIds: [other.productId] }),
    await save({ productIds: [productId, other.productId] }),
    await save({ productIds: [productId] }),
  ];
  const choice = {
    productId,
    collectionIds: [into.collectionId],
    seen: [into.collectionId, out.collectionId],
  };
  const { slugs } = await Collection.choose(choice);
  expect(slugs.sort()).toEqual([into.slug, out.slug].sort());
  expect((await Collection.find(into))?.productIds).toEqual([other.productId, productId]);
  expect((await Collection.find(out))?.productIds).toEqual([other.productId]);
  expect((await Collection.find(unseen))?.productIds).toEqual([productId]);
  expect(await Collection.choose(choice)).toEqual({ slugs: [] });
});

test("two products put into one collection at once are both in it", async () => {
  const [a, b] = [await product(), await product()];
  const { collectionId } = await save();
  const put = ({ productId }: { productId: string }) =>
    Collection.choose({ productId, collectionIds: [collectionId], seen: [collectionId] });
  await Promise.all([put(a), put(b)]);
  expect((await Collection.find({ collectionId }))?.productIds.sort()).toEqual(
    [a.productId, b.productId].sort(),
  );
});

test("a full collection takes no more products", async () => {
  const productIds = Array.from({ length: 500 }, (_, i) => Id.derived("product", "full", i));
  const { collectionId, name } = await save({ productIds });
  const { productId } = await product();
  await expect(
    Collection.choose({ productId, collectionIds: [collectionId], seen: [collectionId] }),
  ).rejects.toMatchObject({ code: "collection.full", message: expect.stringContaining(name) });
  expect(() => Collection.save(input({ productIds: [...productIds, productId] }))).toThrow(
    "At most 500 products.",
  );
});
