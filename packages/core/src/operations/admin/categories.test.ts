import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const fields = (name: string, more: object = {}) => ({
  ...{ name, address: "", parent: "", description: "", image: null, seoTitle: "", seoDescription: "" },
  status: "active" as const,
  ...more,
});

const create = (more: object = {}) => Admin.createCategory({ ...fields(unique(), more), ...by() });
const read = async (slug: string) => (await Catalog.allCategories()).find((one) => one.slug === slug);

test("a category is created once, with its audit row, at the address that its title makes", async () => {
  const name = `Tea & Café ${unique()}`;
  const act = { ...fields(name, { description: "For **tea**." }), ...by() };
  const { slug } = await Admin.createCategory(act);
  expect(await Admin.createCategory(act)).toEqual({ slug });
  expect(await read(slug)).toMatchObject({ name, address: slug, version: 1 });
  expect(slug).toMatch(/^tea-cafe-/);
  const { rows } = await Audit.list({ subject: `category:${slug}` });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    action: "category.create",
    after: { title: name, description: "For **tea**." },
  });
  await expect(Admin.createCategory({ ...act, ...by() })).rejects.toMatchObject({
    code: "catalog.address_taken",
  });
});

test("a new address leads from the old one, which another category may then take", async () => {
  const { slug } = await create();
  const before = await read(slug);
  const address = unique().toLowerCase();
  await Admin.changeCategory({ slug, seen: 1, ...fields(before?.name ?? "", { address }), ...by() });
  expect(Catalog.categoryAt(await Catalog.categories(), slug)).toEqual({ movedTo: address });
  const other = await create({ address: slug });
  expect(other.slug).not.toBe(slug);
  expect(Catalog.categoryAt(await Catalog.categories(), slug)).toMatchObject({ slug: other.slug });
});

test("the second of two staff members is told what the first has saved", async () => {
  const { slug } = await create();
  await Admin.changeCategory({ slug, seen: 1, ...fields("Theirs"), ...by() });
  await expect(
    Admin.changeCategory({ slug, seen: 1, ...fields("Mine", { status: "hidden" }), ...by() }),
  ).rejects.toMatchObject({
    code: "catalog.category_changed",
    version: 2,
    differences: [
      { name: "title", saved: "Theirs", typed: "Mine" },
      { name: "status", saved: "active", typed: "hidden" },
    ],
  });
  expect(await read(slug)).toMatchObject({ name: "Theirs", version: 2 });
});

test("a category moves among its siblings and into another one", async () => {
  const { slug: parent } = await create();
  const made = [];
  for (const _ of [1, 2, 3]) made.push((await create({ parent })).slug);
  const [a = "", b = "", c = ""] = made;
  const order = async () => Catalog.childrenOf(await Catalog.allCategories(), parent).map(({ slug }) => slug);
  expect(await order()).toEqual([a, b, c]);
  await Admin.moveCategory({ slug: c, to: "up", ...by() });
  await Admin.moveCategory({ slug: a, to: "down", ...by() });
  expect(await order()).toEqual([c, a, b]);
  await Admin.moveCategory({ slug: c, to: "up", ...by() });
  expect(await order()).toEqual([c, a, b]);
  await Admin.changeCategory({ slug: b, seen: 1, ...fields("B", { parent: a }), ...by() });
  expect(await order()).toEqual([c, a]);
});

test("a category is deleted when its products were moved and no category is in it", async () => {
  const { slug } = await create();
  const { slug: to } = await create();
  const { slug: child } = await create({ parent: slug });
  const { productId, sku } = await product({ categorySlug: slug });
  await Search.rebuild();
  await Search.products({ fresh: true });
  await expect(Admin.deleteCategory({ slug, ...by() })).rejects.toMatchObject({
    code: "catalog.category_not_empty",
    message: expect.stringContaining("1 product"),
  });
  expect(await Admin.moveProducts({ slug, to, ...by() })).toEqual({ moved: 1, left: 0 });
  expect(await Catalog.variant({ sku })).toMatchObject({ categorySlug: to });
  const { rows } = await Audit.list({ subject: `product:${productId}` });
  expect(rows[0]).toMatchObject({ before: { category: slug }, after: { category: to } });
  await expect(Admin.deleteCategory({ slug, ...by() })).rejects.toMatchObject({
    code: "catalog.category_not_empty",
  });
  await Admin.deleteCategory({ slug: child, ...by() });
  await Admin.deleteCategory({ slug, ...by() });
  expect(await read(slug)).toBeUndefined();
});
