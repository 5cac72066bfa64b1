import { expect, test } from "vitest";
import { baseCatalog } from "./build";
import { capacity, generated } from "./generate";

const many = [...generated(1, 0, 12_000)].map(({ product }) => product);
const base = baseCatalog();

const plain = (seed: number, from: number, to: number) =>
  JSON.stringify([...generated(seed, from, to)].map(({ product, onHand }) => [product, [...onHand]]));

test("a hundred thousand products can be generated", () => {
  expect(capacity).toBeGreaterThanOrEqual(100_000);
});

test("the same seed number generates the same products, another number different ones", () => {
  expect(plain(1, 0, 300)).toBe(plain(1, 0, 300));
  expect(plain(2, 0, 300)).not.toBe(plain(1, 0, 300));
});

test("a run can continue where another stopped", () => {
  const whole = [...generated(3, 0, 400)].map(({ product }) => product);
  const halves = [...generated(3, 0, 150), ...generated(3, 150, 400)].map(({ product }) => product);
  expect(halves).toEqual(whole);
});

test("slugs and SKUs are unique across the base catalog and seed numbers", () => {
  const others = [...generated(2, 0, 12_000)].map(({ product }) => product);
  const all = [...base.products.map(({ product }) => product), ...many, ...others];
  expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length);
  const skus = all.flatMap(({ variants }) => variants.map(({ sku }) => sku));
  expect(new Set(skus).size).toBe(skus.length);
});

test("generated products use pictures of the base catalog", () => {
  const drawn = new Set(base.products.flatMap(({ pictures }) => pictures.map(({ key }) => key)));
  expect(many).not.toHaveLength(0);
  for (const { images, variants } of many) {
    expect(images.every(({ key }) => drawn.has(key))).toBe(true);
    expect(variants.every(({ image }) => images[image])).toBe(true);
  }
});

test("generated prices are positive integers, and every compare-at price is higher than the price", () => {
  const variants = many.flatMap(({ variants }) => variants);
  expect(variants).not.toHaveLength(0);
  const wrong = variants.filter(({ prices, compareAt }) =>
    (["EUR", "USD"] as const).some((currency) => {
      const price = prices[currency] ?? 0;
      return !Number.isInteger(price) || price <= 0 || (compareAt && (compareAt[currency] ?? 0) <= price);
    }),
  );
  expect(wrong).toEqual([]);
});

test("generated slugs and texts satisfy the catalog's limits", () => {
  expect(many).not.toHaveLength(0);
  for (const { slug, name, summary, variants } of many) {
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(slug.length).toBeLessThanOrEqual(80);
    expect(name.length).toBeLessThanOrEqual(200);
    expect(summary.length).toBeLessThanOrEqual(300);
    expect(variants.length).toBeGreaterThan(0);
  }
});
