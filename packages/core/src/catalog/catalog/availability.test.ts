import { Catalog } from "@securecart/core/catalog";
import { expect, test } from "vitest";
import { productOf } from "#test/fixtures";

type Available = Parameters<typeof Catalog.recordAvailability>[1];

/** Returns a stock in which each SKU has the same number of units. */
const all =
  (units: number): Available =>
  async ({ skus }) =>
    Object.fromEntries(skus.map((sku) => [sku, units]));

async function recorded(units: number) {
  const { slug, sku } = await productOf("Size", ["S", "M"]);
  const { productId = "" } = (await Catalog.bySlug({ slug }))?.product ?? {};
  await Catalog.recordAvailability({ productId }, all(units));
  const read = async () => (await Catalog.byIds({ productIds: [productId] }))[0];
  return { productId, read, skus: [`${sku}-0`, `${sku}-1`] };
}

/** Records a stock that changes, and is recorded by another run, just after this run has read it. */
async function recordLate(productId: string, before: Available, after: Available) {
  let reads = 0;
  await Catalog.recordAvailability({ productId }, async (request, product) => {
    if (++reads > 1) return after(request, product);
    await Catalog.recordAvailability({ productId }, after);
    return before(request, product);
  });
}

test("the sold-out variants of a product are recorded, and what that changes is told", async () => {
  const { productId, read, skus } = await recorded(1);
  const [first = "", second = ""] = skus;
  const record = (left: Record<string, number>) =>
    Catalog.recordAvailability({ productId }, async () => left);
  expect(await record({ [first]: 0, [second]: 1 })).toMatchObject({ changed: "variants" });
  expect(await read()).toMatchObject({ inStock: true, soldOut: [first] });
  expect(await record({ [first]: 0, [second]: 1 })).toMatchObject({ changed: null });
  expect(await record({ [first]: 0, [second]: 0 })).toMatchObject({ changed: "product" });
  expect(await read()).toMatchObject({ inStock: false, soldOut: skus });
  expect(await Catalog.recordAvailability({ productId: "prd_unknown" }, all(1))).toBeNull();
});

test("a run that read an older stock does not replace what another has recorded", async () => {
  const { productId, read, skus } = await recorded(1);
  const [first = "", second = ""] = skus;
  await recordLate(productId, async () => ({ [first]: 0, [second]: 1 }), all(0));
  expect(await read()).toMatchObject({ inStock: false, soldOut: skus });
});

test("stock that is gone again before it was recorded does not stay recorded", async () => {
  const { productId, read } = await recorded(0);
  await recordLate(productId, all(1), all(0));
  expect(await read()).toMatchObject({ inStock: false });
});
