import { afterAll, beforeAll, expect, test } from "vitest";
import { demoIndex } from "#test/demo-index";
import type { Question } from "./query";

let demo: Awaited<ReturnType<typeof demoIndex>>;

beforeAll(async () => {
  demo = await demoIndex();
});
afterAll(() => demo.close());

const countOf = (question: Partial<Question>, key: string, value: string) =>
  demo
    .ask(question)
    .facets.find((facet) => facet.key === key)
    ?.values.find((one) => one.value === value)?.count;

test("filters of several options fit one and the same variant", () => {
  const clothing = { category: "clothing" };
  expect(demo.ask({ ...clothing, filters: { waist: ["36"], length: ["34"] } }).slugs).toEqual([
    "orchard-canvas-trousers",
  ]);
  // Waist 36 and length 30 are both sold, but not together.
  expect(demo.ask({ ...clothing, filters: { waist: ["36"], length: ["30"] } })).toMatchObject({
    slugs: [],
    total: 0,
  });
  expect(countOf({ ...clothing, filters: { waist: ["36"] } }, "length", "30")).toBeUndefined();
});

test("what is in stock fits the same variant as the other filters", () => {
  const all = demo.ask({ filters: {}, pageSize: 1_000 }).facets.find(({ key }) => key === "color");
  expect(all?.values.length).toBeGreaterThan(5);
  for (const { value, count } of all?.values ?? []) {
    const found = demo.ask({ filters: { color: [value] }, pageSize: 1_000 });
    const inStock = demo.ask({ filters: { color: [value] }, inStock: true, pageSize: 1_000 });
    expect(found.total).toBe(count);
    expect(inStock.total).toBe(countOf({ filters: {}, inStock: true }, "color", value) ?? 0);
    expect(inStock.total).toBeLessThanOrEqual(found.total);
  }
});

test("the count of a value is what its filter finds, under the other filters", () => {
  const filters = { color: ["Navy", "Moss"] };
  const { facets } = demo.ask({ filters, pageSize: 1_000 });
  const sizes = facets.find(({ key }) => key === "size")?.values ?? [];
  expect(sizes.length).toBeGreaterThan(2);
  for (const { value, count } of sizes)
    expect(demo.ask({ filters: { ...filters, size: [value] } }).total).toBe(count);
});

test("the variant of a card is in stock if one that fits is", () => {
  const { shown } = demo.ask({ filters: { color: ["Navy"] }, pageSize: 1_000 });
  expect(shown.size).toBeGreaterThan(3);
  for (const { path } of shown.values()) expect(path).toContain("navy");
});

test("a selected value stays among the facets when nothing has it any more", () => {
  const filters = { waist: ["36"], length: ["30"] };
  const { facets } = demo.ask({ category: "clothing", filters });
  expect(facets.find(({ key }) => key === "waist")?.values).toContainEqual({
    value: "36",
    label: "36",
    count: 0,
  });
  expect(facets.every(({ values }) => values.length > 0)).toBe(true);
});

test("pages repeat and skip nothing in any order", () => {
  for (const sort of ["relevance", "newest", "price-asc", "price-desc", "name"] as const) {
    const all = demo.ask({ sort, pageSize: 1_000 });
    const paged = [1, 2, 3, 4].flatMap((page) => demo.ask({ sort, page }).slugs);
    expect(paged).toEqual(all.slugs);
    expect(new Set(paged).size).toBe(all.total);
  }
});
