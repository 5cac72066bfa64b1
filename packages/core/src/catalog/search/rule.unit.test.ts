import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PricedAt, Product } from "../catalog";
import { startIndex } from "./build";
import { answer, countPart } from "./query";
import { type Condition, fits, Rule } from "./rule";
import { answerStaff } from "./staff";

const file = join(tmpdir(), `rule-test-${randomUUID()}.sqlite`);
const now = new Date().toISOString();
/** Prices at this moment, with a sale of one category. */
const when: PricedAt = {
  at: now,
  board: {
    sales: [
      {
        ...{ saleId: "sal_1", name: "Pans", startsAt: new Date(Date.parse(now) - 3_600_000).toISOString() },
        reduction: { kind: "percent", percent: 50, ending: "exact" },
        scope: { isAll: false, products: [], skus: [], categories: ["pans"], collections: [], members: [] },
      },
    ],
  },
};
const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000 + 3_600_000).toISOString();

const tags = ["Summer", "sale", "été", "Two words", "SUMMER "];
const brands = ["", "Kiln", "KILN", "Öko", "Weft & Co"];
const categories = ["", "mugs", "pans", "bath"];
const at = (all: string[], i: number) => all[i % all.length] ?? "";

/** Products whose facts differ in every way that a rule can ask for. */
const products: Product[] = Array.from({ length: 240 }, (_, i) => ({
  ...{
    productId: `prd_${i}`,
    slug: `p-${i}`,
    name: `Product ${i}`,
    summary: "",
    description: [],
    details: [],
  },
  ...{
    categorySlug: at(categories, i),
    brand: at(brands, Math.floor(i / 4)),
    tags: tags.filter((_, t) => (i >> t) & 1),
  },
  ...{ options: [], images: [], featured: false, updatedAt: now, inStock: i % 3 > 0 },
  status: i % 11 === 0 ? "draft" : "active",
  publishedAt: daysAgo(i % 40),
  prices: {
    USD: { from: (i % 7) * 500, to: (i % 7) * 500, ...(i % 5 === 0 && { compareAt: 9_000 }) },
    EUR: { from: (i % 6) * 400, to: (i % 6) * 400 },
  },
}));

let database: DatabaseSync;

beforeAll(async () => {
  const tuning = { synonyms: "", pins: {} };
  await startIndex(file, ["USD", "EUR"]).finish({
    products: [products],
    categories: [],
    when,
    tuning,
    dictionary: [],
  });
  database = new DatabaseSync(file, { readOnly: true });
});

afterAll(async () => {
  database.close();
  await rm(file, { force: true });
});

const question = { filters: {}, currency: "USD", page: 1, pageSize: 1_000, sort: "name" } as const;

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant("tag" as const), value: fc.constantFrom(...tags, "none", "ÉTÉ") }),
  fc.record({
    field: fc.constant("brand" as const),
    value: fc.constantFrom("kiln", "ÖKO", "weft & co", "none"),
  }),
  fc.record({
    field: fc.constant("category" as const),
    slugs: fc.uniqueArray(fc.constantFrom("mugs", "pans", "bath", "none"), { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant("price" as const),
    is: fc.constantFrom("at_least" as const, "at_most" as const),
    currency: fc.constantFrom("USD" as const, "EUR" as const, "JPY" as const),
    amount: fc.constantFrom(0, 400, 500, 1_000, 1_200, 3_000),
  }),
  fc.record({ field: fc.constantFrom("in_stock" as const, "on_sale" as const) }),
  fc.record({ field: fc.constant("new" as const), days: fc.integer({ min: 1, max: 45 }) }),
);

test("the index and the product's row agree on every rule", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("all" as const, "any" as const),
      fc.array(condition, { minLength: 1, maxLength: 5 }),
      (match, conditions) => {
        const rule = Rule.parse({ match, conditions });
        const expected = products
          .filter(({ status }) => status === "active")
          .filter((one) => fits(rule, one, when));
        const found = answer(database, { ...question, part: { rule } });
        expect(found.productIds.sort()).toEqual(expected.map(({ productId }) => productId).sort());
        expect(found.total).toBe(expected.length);
        expect(countPart(database, { rule })).toBe(expected.length);
      },
    ),
    { numRuns: 100 },
  );
});

test("in a currency that the index has no prices in, nothing has one", () => {
  const yen = { ...question, currency: "JPY" as const };
  expect(answer(database, { ...yen, sort: "price-asc" }).total).toBeGreaterThan(0);
  expect(answer(database, { ...yen, priceMin: 1 }).total).toBe(0);
  const staff = { except: [], currency: "JPY" as const, offset: 0, limit: 5 };
  expect(answerStaff(database, { ...staff, sort: "price-desc" }).found).toHaveLength(5);
});

test("chosen products keep their order, are sorted and filtered like others, and drafts are left out", () => {
  const productIds = ["prd_7", "prd_3", "prd_11", "prd_5", "prd_unknown", "prd_1"];
  const part = { productIds };
  const listed = answer(database, { ...question, sort: "relevance", part });
  expect(listed.productIds).toEqual(["prd_7", "prd_3", "prd_5", "prd_1"]);
  expect(countPart(database, part)).toBe(4);
  const second = answer(database, { ...question, sort: "relevance", part, page: 2, pageSize: 3 });
  expect(second).toMatchObject({ total: 4, productIds: ["prd_1"] });
  expect(answer(database, { ...question, sort: "price-asc", part }).productIds[0]).toBe("prd_7");
  expect(answer(database, { ...question, sort: "relevance", part, inStock: true }).productIds).toEqual([
    "prd_7",
    "prd_5",
    "prd_1",
  ]);
  expect(answer(database, { ...question, sort: "relevance", part, q: "product 3" }).productIds).toEqual([
    "prd_3",
  ]);
  expect(countPart(database, { productIds: [] })).toBe(0);
});

test("a product without a price fits no limit of the price", () => {
  const [free] = products;
  if (!free) throw new Error("No product.");
  for (const is of ["at_least", "at_most"] as const) {
    const rule = Rule.parse({
      match: "all",
      conditions: [{ field: "price", is, currency: "USD", amount: 0 }],
    });
    expect(fits(rule, free, when)).toBe(false);
  }
});
