import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { Migration } from "@securecart/core/migration";
import { expect, test } from "vitest";
import { productOf } from "#test/fixtures";

test("a product from before cards showed swatches gets them from its variants for sale", async () => {
  const { slug } = await productOf("Color", ["Chalk", "Moss", "Navy"]);
  const { product, variants } = (await Catalog.bySlug({ slug })) ?? {};
  if (!product || !variants) throw new Error("The product is missing.");
  const { productId } = product;
  const images = [0, 1, 2, 3].map((n) => ({ key: `products/${slug}/${n}`, alt: "-", width: 1, height: 1 }));
  await Catalog.saveProduct({
    ...product,
    images,
    variants: variants.map((one, image) => ({ ...one, image, status: image === 2 ? "hidden" : "active" })),
  });
  const card = async () => (await Catalog.cards({ productIds: [productId], currency: "USD" }))[0];
  const before = await card();
  expect(before?.option).toBe("Color");
  expect(before?.swatches?.map(({ value, image }) => [value, image.key])).toEqual([
    ["Chalk", images[0]?.key],
    ["Moss", images[1]?.key],
  ]);
  expect(before?.another?.key).toBe(images[2]?.key);
  await Dynamo.change(Catalog.productKey(productId), {}, ["looks"]);
  expect((await card())?.swatches).toBeUndefined();
  const run = (dryRun: boolean) => Migration.run({ name: "0010-card-swatches", dryRun });
  expect((await run(true)).changed).toBeGreaterThan(0);
  expect((await card())?.swatches).toBeUndefined();
  await run(false);
  expect(await card()).toEqual(before);
  expect((await run(false)).changed).toBe(0);
});
