import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Content } from "@securecart/core/content";
import { Id } from "@securecart/core/id";
import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";

const idOf = async (sku: string) => (await Catalog.variant({ sku }))?.productId ?? "";

test("rows have the products of a collection in its order, of a category, and featured ones; none of what is not in the shop", async () => {
  const [first, second] = [await product(), await product()];
  const productIds = [await idOf(second.sku), await idOf(first.sku)];
  const collection = {
    ...{ collectionId: Id.create("collection"), slug: unique().toLowerCase(), name: "Gifts" },
    ...{ status: "active" as const, description: "", sort: "manual" as const, productIds },
  };
  await Collection.save(collection);
  await Search.rebuild();
  const categories = await Catalog.categories();
  const { categorySlug = "" } = (await Catalog.bySlug({ slug: first.slug }))?.product ?? {};
  const of = async (source: string, count = 4) => {
    const [cards] = await Content.productRows([{ source, count }], categories);
    return cards?.map(({ slug }) => slug);
  };
  const source = `collection:${collection.collectionId}`;
  expect(await of(source)).toEqual([second.slug, first.slug]);
  expect(await of(source, 1)).toEqual([second.slug]);
  expect((await of(`category:${categorySlug}`, 24))?.length).toBeGreaterThan(0);
  expect(await of(`collection:${Id.create("collection")}`)).toEqual([]);
  expect(await of("category:nobody-has-this")).toEqual([]);
  const rows = await Content.productRows(
    [
      { source: "featured", count: 4 },
      { source, count: 4 },
    ],
    categories,
  );
  expect(rows).toHaveLength(2);
  await Collection.save({ ...collection, status: "archived", seen: 1 });
  expect(await of(source)).toEqual([]);
});
