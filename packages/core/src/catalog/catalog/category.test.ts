import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { unique } from "#test/fixtures";
import { CategoryEntity } from "./category.entity";

const fresh = () => unique().toLowerCase();

async function category(slug: string, more: object = {}) {
  await Catalog.saveCategory({ slug, name: slug, description: "", ...more });
  return slug;
}

const read = async (slug: string) => (await Catalog.allCategories()).find((one) => one.slug === slug);

test("a category is saved in another one, after its siblings, and keeps what is not given again", async () => {
  const parent = await category(fresh());
  const first = await category(fresh(), { parent, description: "## Fine" });
  const second = await category(fresh(), { parent });
  const all = await Catalog.allCategories();
  expect(Catalog.childrenOf(all, parent).map(({ slug }) => slug)).toEqual([first, second]);
  await Catalog.saveCategory({ slug: first, name: "Renamed", description: "Plain" });
  expect(await read(first)).toMatchObject({ name: "Renamed", parent, version: 2, status: "active" });
});

test("a row from before categories had a tree is read with its text as paragraphs", async () => {
  const slug = fresh();
  await CategoryEntity.put({ slug, name: "Old", description: [], position: 3 }).go();
  await Dynamo.change(Dynamo.keyOf(CategoryEntity.get({ slug })), { description: "Fine.\n\nThings." });
  const category = await read(slug);
  expect(category).toMatchObject({ address: slug, parent: "", former: [], status: "active", version: 0 });
  expect(RichText.plain(category?.description ?? [])).toBe("Fine.\n\nThings.");
  expect(category?.description).toHaveLength(2);
});

test("a fifth level, a circle and an unknown parent are refused", async () => {
  const one = await category(fresh());
  const two = await category(fresh(), { parent: one });
  const three = await category(fresh(), { parent: two });
  const four = await category(fresh(), { parent: three });
  await expect(category(fresh(), { parent: four })).rejects.toMatchObject({
    code: "catalog.category_too_deep",
  });
  await expect(category(one, { parent: three })).rejects.toMatchObject({ code: "catalog.category_circle" });
  await expect(category(one, { parent: one })).rejects.toMatchObject({ code: "catalog.category_circle" });
  await expect(category(fresh(), { parent: fresh() })).rejects.toMatchObject({
    code: "catalog.unknown_category",
  });
});

test("of two moves at once that would make a circle, one is refused", async () => {
  const [a, b] = [await category(fresh()), await category(fresh())];
  const results = await Promise.allSettled([category(a, { parent: b }), category(b, { parent: a })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a new address leads from the former one, and no two categories have the same", async () => {
  const slug = await category(fresh());
  const other = await category(fresh());
  const address = fresh();
  await category(slug, { address });
  const all = await Catalog.allCategories();
  expect(Catalog.categoryAt(all, slug)).toEqual({ movedTo: address });
  expect(Catalog.categoryAt(all, address)).toMatchObject({ slug });
  await expect(category(other, { address })).rejects.toMatchObject({ code: "catalog.address_taken" });
  await category(slug, { address: slug });
  expect(Catalog.categoryAt(await Catalog.allCategories(), address)).toEqual({ movedTo: slug });
});

test("shoppers see no hidden category and none in it", async () => {
  const parent = await category(fresh(), { status: "hidden" });
  const child = await category(fresh(), { parent });
  const shown = (await Catalog.categories()).map(({ slug }) => slug);
  expect(shown).not.toContain(parent);
  expect(shown).not.toContain(child);
});

test("a category with categories in it is not removed", async () => {
  const parent = await category(fresh());
  const child = await category(fresh(), { parent });
  await expect(Catalog.editCategories(() => [{ removed: parent }])).rejects.toMatchObject({
    code: "catalog.category_not_empty",
  });
  await Catalog.editCategories(() => [{ removed: child }]);
  await Catalog.editCategories(() => [{ removed: parent }]);
  expect(await read(parent)).toBeUndefined();
});

test("twelve categories saved at once are all there", async () => {
  const slugs = Array.from({ length: 12 }, fresh);
  await Promise.all(slugs.map((slug) => category(slug)));
  const all = (await Catalog.allCategories()).map(({ slug }) => slug);
  expect(all).toEqual(expect.arrayContaining(slugs));
  expect(RichText.isEmpty((await read(slugs[0] ?? ""))?.description ?? [])).toBe(true);
});
