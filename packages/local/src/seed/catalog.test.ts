import type { Money } from "@securecart/core/money";
import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { baseCatalog, type ProductInput } from "./build";

const { categories, products } = baseCatalog();
const inputs = products.map(({ product }) => product);
const variants = inputs.flatMap((product) => product.variants);
const stock = products.flatMap(({ onHand }) => [...onHand.values()]);

const repeated = <T>(values: T[]) => values.filter((value, i) => values.indexOf(value) !== i);
const cents = ({ EUR = 0, USD = 0 }: Money.Amounts) => [EUR, USD];

test("the shop is large enough to browse", () => {
  expect(categories).toHaveLength(8);
  expect(inputs.length).toBeGreaterThanOrEqual(64);
  expect(variants.length).toBeGreaterThanOrEqual(180);
  for (const { slug } of categories) {
    expect(inputs.filter(({ categorySlug }) => categorySlug === slug).length).toBeGreaterThanOrEqual(8);
  }
  expect(new Set(inputs.map(({ brand }) => brand)).size).toBeGreaterThanOrEqual(6);
});

test("slugs, SKUs and picture keys are unique", () => {
  expect(repeated(inputs.map(({ slug }) => slug))).toEqual([]);
  expect(repeated(variants.map(({ sku }) => sku))).toEqual([]);
  expect(repeated(products.flatMap(({ pictures }) => pictures.map(({ key }) => key)))).toEqual([]);
});

test("every product has a summary, a description, details and at least four pictures", () => {
  expect(inputs).not.toHaveLength(0);
  for (const product of inputs) {
    expect(product.summary.length, product.slug).toBeLessThanOrEqual(300);
    expect(RichText.Schema.parse(product.description).length, product.slug).toBeGreaterThanOrEqual(2);
    expect(product.details.length, product.slug).toBeGreaterThanOrEqual(3);
    expect(product.images.length, product.slug).toBeGreaterThanOrEqual(4);
  }
});

test("every variant has a picture, integer prices in both currencies, a weight and an SKU", () => {
  expect(inputs).not.toHaveLength(0);
  for (const { images, variants } of inputs) {
    for (const { sku, image, prices, compareAt, weightGrams } of variants) {
      expect(images[image], sku).toBeDefined();
      for (const price of cents(prices)) expect(price > 0 && Number.isInteger(price), sku).toBe(true);
      const [eur = 0, usd = 0] = cents(prices);
      const [formerEur = 0, formerUsd = 0] = cents(compareAt ?? {});
      if (compareAt) expect(formerEur > eur && formerUsd > usd, sku).toBe(true);
      expect(weightGrams, sku).toBeGreaterThan(0);
      expect(sku).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
    }
  }
});

test("every variant is a unique combination of the product's options, and every option value is sold", () => {
  expect(inputs).not.toHaveLength(0);
  for (const product of inputs) {
    const combinations = product.variants.map(({ options }) => JSON.stringify(options));
    expect(repeated(combinations), product.slug).toEqual([]);
    for (const { options } of product.variants) {
      expect(Object.keys(options), product.slug).toEqual(product.options.map(({ name }) => name));
      for (const { name, values } of product.options) expect(values).toContain(options[name]);
    }
    for (const { name, values } of product.options) {
      expect(new Set(sold(product, name)), product.slug).toEqual(new Set(values));
    }
  }
});

test("a variant's picture shows its color", () => {
  let checked = 0;
  for (const { options, images, variants } of inputs) {
    const named = (value = "") => images.findIndex(({ alt }) => alt.endsWith(` in ${value.toLowerCase()}`));
    const colors = options.find(({ values }) => values.every((value) => named(value) >= 0));
    for (const variant of colors ? variants : []) {
      expect(variant.image, variant.sku).toBe(named(variant.options[colors?.name ?? ""]));
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(0);
});

const sold = (product: ProductInput, name: string) => product.variants.map(({ options }) => options[name]);

test("the catalog contains every kind of product that a page must handle", () => {
  const possible = ({ options }: ProductInput) => options.reduce((n, { values }) => n * values.length, 1);
  expect(inputs.filter(({ options }) => options.length === 3).length).toBeGreaterThanOrEqual(3);
  expect(inputs.filter(({ options }) => options.length === 0).length).toBeGreaterThanOrEqual(8);
  expect(inputs.filter((one) => one.variants.length < possible(one)).length).toBeGreaterThanOrEqual(5);
  expect(inputs.filter(({ status }) => status === "hidden")).toHaveLength(1);
  expect(inputs.filter(({ featured }) => featured).length).toBeGreaterThanOrEqual(8);
  expect(variants.some(({ compareAt }) => compareAt)).toBe(true);
  expect(new Set(variants.map(({ taxClass }) => taxClass))).toEqual(new Set(["standard", "reduced"]));
});

test("most variants are in stock, some are low and some are sold out", () => {
  expect(stock.filter((onHand) => onHand === 0).length).toBeGreaterThanOrEqual(10);
  expect(stock.filter((onHand) => onHand >= 1 && onHand <= 3).length).toBeGreaterThanOrEqual(10);
  expect(stock.filter((onHand) => onHand > 5).length).toBeGreaterThan(stock.length / 2);
  const soldOut = products.filter(({ onHand }) => [...onHand.values()].every((count) => count === 0));
  expect(soldOut.length).toBeGreaterThanOrEqual(3);
});

test("the base catalog is the same on every build", () => {
  const plain = (catalog: ReturnType<typeof baseCatalog>) =>
    JSON.stringify(catalog.products.map(({ product }) => product));
  expect(plain(baseCatalog())).toBe(plain({ categories, products }));
});
