import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Clock } from "@securecart/core/clock";
import { Dynamo } from "@securecart/core/dynamo";
import { Price } from "@securecart/core/price";
import { expect, test } from "vitest";
import { product } from "#test/fixtures";

/** Writes the prices of a variant and its product as they were stored while each had dollars and euros. */
async function oldRow() {
  const { sku, productId } = await product({ prices: { EUR: 2_300 }, status: "active" });
  const log = ["2026-01-01T00:00:00.000Z|0|2900|0|0|1|mugs", "2026-02-01T00:00:00.000Z|0|2300|0|2900|1|mugs"];
  const prices = { USD: 0, EUR: 2_300 };
  await Dynamo.change(
    Catalog.variantKey(sku),
    { prices, unpriced: ["USD"], compareAt: { USD: 0, EUR: 2_900 }, priceLog: log },
    [],
  );
  const none = { from: 0, to: 0 };
  await Dynamo.change(
    Catalog.productKey(productId),
    { prices: { USD: none, EUR: { from: 2_300, to: 2_300 } } },
    ["offers"],
  );
  const stored = await Catalog.forStaff({ productId });
  const [variant] = stored?.variants ?? [];
  if (!stored || !variant) throw new Error("The product is gone.");
  return { sku, log, variant, product: stored.product };
}

test("a row that has 0 dollars for no price is still priced in euros only", async () => {
  const { sku, variant, product: row } = await oldRow();
  expect(Catalog.pricedIn(variant)).toEqual(["EUR"]);
  expect(Catalog.fieldsOf(variant)).toMatchObject({ prices: { EUR: 2_300 }, compareAt: { EUR: 2_900 } });
  const when = { board: Price.emptyBoard, at: Clock.iso() };
  expect(Catalog.rangeOf(row, "USD", when)).toEqual({ from: 0, to: 0 });
  expect(Catalog.lowestPrice(row, "EUR", when)).toBe(2_300);
  await expect(Cart.add({ cartId: Cart.newId(), sku, quantity: 1 })).rejects.toMatchObject({
    code: "cart.unknown_item",
  });
  const spans = Price.spansOf(variant, { currency: "EUR", ...when });
  expect(spans.map(({ price }) => price)).toEqual([2_900, 2_300]);
  expect(Price.spansOf(variant, { currency: "USD", ...when }).map(({ price }) => price)).toEqual([null]);
});

test("a save of such a row keeps its price log, until a price changes", async () => {
  const { sku, log, variant, product: row } = await oldRow();
  const { editor: _, ...input } = row;
  await Catalog.saveProduct({ ...input, variants: [variant] });
  expect((await Catalog.variant({ sku }))?.priceLog).toEqual(log);
  await Catalog.saveProduct({ ...input, variants: [{ ...variant, prices: { EUR: 2_300, GBP: 2_000 } }] });
  const changed = await Catalog.variant({ sku });
  expect(changed?.priceLog).toEqual([
    ...log,
    expect.stringMatching(/\|EUR:2300,GBP:2000\|EUR:2900\|1\|mugs$/),
  ]);
});
