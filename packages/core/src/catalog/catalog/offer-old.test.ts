import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { Migration } from "@securecart/core/migration";
import { expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { productOf, unique } from "#test/fixtures";

test("a product from before its row had prices of variants gets them, so that its card shows a sale of one SKU", async () => {
  const sku = unique();
  await productOf("Size", ["S", "M"], sku);
  const { productId = "" } = (await Catalog.variant({ sku: `${sku}-0` })) ?? {};
  const read = async () => {
    const [found] = await Catalog.byIds({ productIds: [productId] });
    if (!found) throw new Error("The product is gone.");
    return found;
  };
  const { offers } = await read();
  await Dynamo.change(Catalog.productKey(productId), {}, ["offers"]);
  const sale = {
    saleId: "sal_1",
    name: "One SKU",
    reduction: { kind: "percent" as const, percent: 50, ending: "exact" as const },
    scope: {
      ...{ isAll: false, products: [], categories: [], collections: [], members: [] },
      skus: [`${sku}-1`.toLowerCase()],
    },
    startsAt: "2026-01-01T00:00:00.000Z",
  };
  const lowest = async () =>
    Catalog.lowestPrice(await read(), "USD", { board: { sales: [sale] }, at: "2026-06-01T00:00:00.000Z" });
  expect(await lowest()).toBe(1_000);
  expect((await Catalog.offerOld({ dryRun: true })).changed).toBeGreaterThan(0);
  expect((await read()).offers).toBeUndefined();
  await Catalog.offerOld();
  expect((await read()).offers).toEqual(offers);
  expect(await lowest()).toBe(501);
});

test("a product from before its row had prices of variants gets those of its active variants only", async () => {
  const { slug, sku } = await productOf("Size", ["S", "M"]);
  const { product, variants } = (await Catalog.bySlug({ slug })) ?? {};
  if (!product || !variants) throw new Error("The product is missing.");
  await Catalog.saveProduct({
    ...product,
    variants: variants.map((one) => ({ ...one, status: one.sku === `${sku}-0` ? "hidden" : "active" })),
  });
  const { productId } = product;
  await Dynamo.change(Catalog.productKey(productId), {}, ["offers"]);
  await Catalog.offerOld();
  const [found] = await Catalog.byIds({ productIds: [productId] });
  expect(found?.offers?.flatMap(({ skus }) => skus)).toEqual([`${sku}-1`]);
});

test("the index is built again after rows were changed, and not after a dry run", async () => {
  const { slug } = await productOf("Size", ["S"]);
  const { productId = "" } = (await Catalog.bySlug({ slug }))?.product ?? {};
  await Dynamo.change(Catalog.productKey(productId), {}, ["offers"]);
  const marksIn = async (dryRun: boolean) => {
    const requests = await requestsOf(() => Migration.run({ name: "0008-offered-prices", dryRun }));
    return requests.filter((path) => path.includes("search/dirty.json")).length;
  };
  expect(await marksIn(true)).toBe(0);
  expect(await marksIn(false)).toBe(1);
});
