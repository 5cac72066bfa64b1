import { afterAll, beforeAll, expect, test } from "vitest";
import { demoIndex } from "#test/demo-index";
import { relatedTo } from "./related";

let demo: Awaited<ReturnType<typeof demoIndex>>;
const hidden = ["breton-stripe-tee"];

beforeAll(async () => {
  demo = await demoIndex({
    change: (product) => (hidden.includes(product.slug) ? { ...product, status: "archived" } : product),
  });
});
afterAll(() => demo.close());

type Row = { productId: string; category: string; USD: number; inStock: number; status: string };

const rows = () => {
  const all = demo.database.prepare("SELECT productId, category, USD, inStock, status FROM product").all();
  return new Map((all as unknown as Row[]).map((row) => [row.productId, row]));
};

test("products are related by category or tags, and all can be bought", () => {
  const all = rows();
  for (const { productId, category } of all.values()) {
    const related = relatedTo(demo.database, { productId, currency: "USD", limit: 12 });
    expect(related).not.toContain(productId);
    expect(new Set(related).size).toBe(related.length);
    for (const id of related) expect(all.get(id)).toMatchObject({ inStock: 1, status: "active" });
    const isBig =
      [...all.values()].filter((row) => row.category === category && row.inStock === 1).length > 4;
    if (isBig) expect(related.map((id) => all.get(id)?.category)).toContain(category);
  }
});

test("of products that are alike otherwise, those near the price come first", async () => {
  const shop = await demoIndex({
    change: (product) => ({ ...product, categorySlug: "all", tags: [], inStock: true }),
  });
  const all = shop.database
    .prepare("SELECT productId, USD FROM product WHERE USD > 0")
    .all() as unknown as Row[];
  const amounts = new Map(all.map(({ productId, USD }) => [productId, USD]));
  const [own] = all;
  if (!own) throw new Error("The shop has no product.");
  const related = relatedTo(shop.database, { productId: own.productId, currency: "USD", limit: 5 });
  const distance = (id: string) => {
    const amount = amounts.get(id) ?? 0;
    return Math.abs(amount - own.USD) / Math.max(amount, own.USD);
  };
  const nearest = all.map(({ productId }) => productId).filter((id) => id !== own.productId);
  const expected = nearest.map(distance).sort((a, b) => a - b);
  expect(related.map(distance)).toEqual(expected.slice(0, 5));
  shop.close();
});
