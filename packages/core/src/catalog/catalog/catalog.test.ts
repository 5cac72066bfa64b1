import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { Inventory } from "@securecart/core/inventory";
import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";
import { shirt } from "#test/shirt";
import { ProductEntity } from "./product.entity";

test("a saved product is read back with its variants, their titles and paths", async () => {
  const slug = unique().toLowerCase();
  await Catalog.saveProduct(shirt(slug));
  const page = await Catalog.bySlug({ slug });
  expect(page?.product).toMatchObject({
    slug,
    prices: { USD: { from: 4_900, to: 5_000 }, EUR: { from: 4_500, to: 4_500 } },
  });
  expect(page?.variants.map(({ title, path }) => [title, path])).toEqual([
    ["Sea Blue / M", "sea-blue-m"],
    ["Sand / M", "sand-m"],
  ]);
});

test("a description is stored with its structure, and one of an old row is read as paragraphs", async () => {
  const slug = unique().toLowerCase();
  const description = RichText.fromMarkdown("## Care\n\nWash **cold**.");
  const { productId } = await Catalog.saveProduct(shirt(slug, { description }));
  expect((await Catalog.bySlug({ slug }))?.product.description).toEqual(description);
  const key = Dynamo.keyOf(ProductEntity.get({ productId }));
  await Dynamo.change(key, { description: "Light.\n\nCool." });
  const paragraphs = ["Light.", "Cool."].map((text) => ({ type: "paragraph", runs: [{ text }] }));
  expect((await Catalog.bySlug({ slug }))?.product.description).toEqual(paragraphs);
  expect((await Catalog.forStaff({ productId }))?.product.description).toEqual(paragraphs);
  expect((await Catalog.byIds({ productIds: [productId] }))[0]?.description).toEqual(paragraphs);
});

test("a hidden product and an unknown one are not found", async () => {
  const slug = unique().toLowerCase();
  await Catalog.saveProduct(shirt(slug, { status: "hidden" }));
  expect(await Catalog.bySlug({ slug })).toBeNull();
  expect(await Catalog.bySlug({ slug: "nobody-ever-sold-this" })).toBeNull();
  expect(await Catalog.bySlug({ slug: "../../etc/passwd" })).toBeNull();
});

test("a variant that is no longer named is hidden, not deleted", async () => {
  const slug = unique().toLowerCase();
  const whole = shirt(slug);
  await Catalog.saveProduct(whole);
  await Catalog.saveProduct({ ...whole, variants: whole.variants.slice(0, 1) });
  expect((await Catalog.bySlug({ slug }))?.variants).toHaveLength(1);
  expect(await Catalog.variant({ sku: `${slug.toUpperCase()}-1` })).toMatchObject({ status: "hidden" });
});

test("a SKU belongs to one product", async () => {
  const { sku } = await product();
  const slug = unique().toLowerCase();
  const [first] = shirt(slug).variants;
  const thief = shirt(slug, { variants: [{ ...first, sku }] });
  await expect(Catalog.saveProduct(thief)).rejects.toMatchObject({ code: "catalog.sku_taken" });
  expect(await Catalog.bySlug({ slug })).toBeNull();
});

test("a variant outside the product's options is refused", async () => {
  const slug = unique().toLowerCase();
  const [first] = shirt(slug).variants;
  const odd = shirt(slug, { variants: [{ ...first, options: { Color: "Plaid", Size: "M" } }] });
  await expect(async () => Catalog.saveProduct(odd)).rejects.toThrow("not the product's");
});

test("goods arrive once per delivery, and the ledger adds up to the stock", async () => {
  const { sku } = await product({ stock: 7 });
  const again = { sku, quantity: 5, cause: "delivery", reference: "truck-2" };
  await Promise.all([Inventory.receive(again), Inventory.receive(again)]);
  const { stock, movements } = await Inventory.ledger({ sku });
  expect(stock).toMatchObject({ available: 12, held: 0 });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(12);
});
