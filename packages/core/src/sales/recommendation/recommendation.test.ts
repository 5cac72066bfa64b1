import { Catalog } from "@securecart/core/catalog";
import { Companion } from "@securecart/core/companion";
import { Id } from "@securecart/core/id";
import { Merchandising } from "@securecart/core/merchandising";
import { Recommendation } from "@securecart/core/recommendation";
import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { product, unique } from "#test/fixtures";

/** Saves products of a category of their own, available unless their stock is 0. */
async function category(...stocks: number[]) {
  const categorySlug = unique().toLowerCase();
  const all = [];
  for (const stock of stocks) {
    const one = await product({ stock, categorySlug, tags: [categorySlug] });
    await Merchandising.recordAvailability(one);
    all.push(one);
  }
  return all;
}

const bought = async (...skus: string[]) => {
  for (let i = 0; i < 2; i++) await Companion.countOrder({ orderId: Id.create("order"), skus });
};
const slugsOf = (cards: { slug: string }[]) => cards.map(({ slug }) => slug);

test("a product is shown with what was bought with it, and with others like it, none twice", async () => {
  const [own, near, far, gone, ended] = await category(5, 5, 5, 0, 5);
  const [together, soldOut] = [...(await category(5)), ...(await category(0))];
  if (!own || !near || !far || !gone || !ended || !together || !soldOut) throw new Error("No products.");
  await bought(own.sku, near.sku, together.sku, soldOut.sku, ended.sku);
  await Search.rebuild();
  await Search.products({ fresh: true });
  const { product: row, variants } = (await Catalog.bySlug({ slug: ended.slug })) ?? {};
  if (!row || !variants) throw new Error("The product is missing.");
  await Catalog.saveProduct({ ...row, variants, status: "archived" }); // since the index was built
  const shown = await Recommendation.forProduct({ productId: own.productId, currency: "USD" });
  expect(slugsOf(shown.boughtTogether).sort()).toEqual([near.slug, together.slug].sort());
  expect(slugsOf(shown.related)).toEqual([far.slug]);
});

test("a row has four products at most, and both cost two requests", async () => {
  const all = await category(...Array(10).fill(5));
  const [own] = all;
  if (!own) throw new Error("No products.");
  await bought(...all.map(({ sku }) => sku));
  await Search.rebuild();
  await Search.products({ fresh: true });
  const ask = () => Recommendation.forProduct({ productId: own.productId, currency: "USD" });
  const { boughtTogether, related } = await ask();
  expect([boughtTogether.length, related.length]).toEqual([4, 4]);
  const slugs = slugsOf([...boughtTogether, ...related]);
  expect(new Set(slugs).size).toBe(8);
  expect(slugs).not.toContain(own.slug);
  expect(await requestsOf(ask)).toHaveLength(2);
});
