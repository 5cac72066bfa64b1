import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { expect, test } from "vitest";
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
