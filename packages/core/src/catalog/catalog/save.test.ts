import { Catalog } from "@securecart/core/catalog";
import { expect, test } from "vitest";
import { productOf } from "#test/fixtures";
import { readStored } from "./page";
import { ProductEntity } from "./product.entity";
import { SlugEntity } from "./slug.entity";

/** Leaves a product as a process does that died after it committed a large save: with a new price still to write. */
async function interrupted() {
  const { sku, slug } = await productOf("Size", ["S", "M"]);
  const { productId = "" } = (await Catalog.bySlug({ slug }))?.product ?? {};
  const rows = ((await readStored(productId))?.variants ?? []).map((row) => ({
    ...row,
    prices: { USD: 9_900, EUR: 9_900 },
  }));
  await ProductEntity.patch({ productId })
    .set({ pending: { rows, removed: [] } })
    .go();
  return { sku, slug, productId };
}

const pricesOf = async (slug: string) =>
  (await Catalog.bySlug({ slug }))?.variants.map(({ prices }) => prices.USD);

test("a save that was interrupted is shown whole, and the handler of its event writes the rest", async () => {
  const { sku, slug, productId } = await interrupted();
  expect(await pricesOf(slug)).toEqual([9_900, 9_900]);
  expect(await Catalog.variant({ sku: `${sku}-0` })).toMatchObject({ prices: { USD: 1_000 } });
  await Promise.all([Catalog.finishSave({ slug }), Catalog.finishSave({ slug })]);
  expect(await pricesOf(slug)).toEqual([9_900, 9_900]);
  expect(await Catalog.variant({ sku: `${sku}-0` })).toMatchObject({ prices: { USD: 9_900 } });
  expect((await readStored(productId))?.product.pending).toBeUndefined();
});

test("the next save finishes an interrupted one first", async () => {
  const { slug, sku, productId } = await interrupted();
  const found = await Catalog.bySlug({ slug });
  if (!found) throw new Error("The product is missing.");
  await Catalog.saveProduct({ ...found.product, variants: found.variants, name: "Renamed" });
  expect(await Catalog.variant({ sku: `${sku}-1` })).toMatchObject({
    name: "Renamed",
    prices: { USD: 9_900 },
  });
  expect((await readStored(productId))?.product.pending).toBeUndefined();
});

test("a product from before slugs had rows gets one when it is saved, and moves like others", async () => {
  const { slug } = await productOf("Size", ["S"]);
  const { productId = "" } = (await Catalog.bySlug({ slug }))?.product ?? {};
  await SlugEntity.remove({ slug }).go();
  await ProductEntity.patch({ productId }).remove(["version", "skus", "hiddenSkus"]).go();
  const found = await Catalog.bySlug({ slug });
  if (!found) throw new Error("The product is missing.");
  const { version: _, ...product } = found.product;
  await Catalog.saveProduct({ ...product, slug: `${slug}-2`, variants: found.variants });
  expect(await Catalog.movedTo({ slug })).toBe(`${slug}-2`);
  expect(await Catalog.bySlug({ slug: `${slug}-2` })).toMatchObject({ product: { productId, version: 1 } });
});
