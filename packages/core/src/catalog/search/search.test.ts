import { Catalog } from "@securecart/core/catalog";
import { Search } from "@securecart/core/search";
import { Resource } from "sst";
import { expect, test } from "vitest";
import { eventually } from "#test/eventually";
import { product, unique } from "#test/fixtures";
import { startRedis } from "#test/redis";
import { shirt } from "#test/shirt";
import { close } from "../../platform/cache/redis";

test("search finds by prefix, despite a typo, by filter and in order, with current cards", async () => {
  const word = unique().toLowerCase();
  const slugs = [`${word}a`, `${word}b`];
  for (const [i, slug] of slugs.entries()) {
    const brand = i === 0 ? "Weft" : "Warp";
    await Catalog.saveProduct(
      shirt(slug, { name: `Zephyrine${word} ${i}`, categorySlug: `zephyr-${word}`, brand }),
    );
  }
  await Search.rebuild();
  const found = async (question: Parameters<typeof Search.products>[0]) =>
    (await Search.products(question)).cards.map(({ slug }) => slug).sort();
  expect(await found({ q: `zephyrine${word}`.slice(0, -1), fresh: true })).toEqual(slugs);
  expect(await found({ q: `zephirine${word}` })).toEqual(slugs);
  expect(await found({ category: `zephyr-${word}`, filters: { brand: ["Warp"] } })).toEqual([slugs[1]]);
  expect(await found({ category: `zephyr-${word}`, filters: { color: ["Sand"], size: ["M"] } })).toEqual(
    slugs,
  );
  expect(await found({ category: `zephyr-${word}`, priceMin: 5_000 })).toEqual(slugs); // in the color that costs it
  expect(await found({ category: `zephyr-${word}`, priceMin: 5_001 })).toEqual([]);
  expect(await found({ q: "xyzzyplugh" })).toEqual([]);
  expect(await found({ q: `"; DROP TABLE product; -- ${"*".repeat(50)} NEAR(` })).toEqual([]);
  const { facets, total } = await Search.products({ category: `zephyr-${word}` });
  expect(total).toBe(2);
  expect(facets.find(({ key }) => key === "brand")?.values).toEqual([
    { value: "Warp", label: "Warp", count: 1 },
    { value: "Weft", label: "Weft", count: 1 },
  ]);
});

test("similar values are separate filters, and an option named Brand is not the brand", async () => {
  const word = unique().toLowerCase();
  const category = `lenses-${word}`;
  const [lens] = [shirt(`${word}a`, { name: `Lens ${word}`, categorySlug: category })];
  const long = "x".repeat(200);
  const save = (i: number, Diopter: string, Brand: string) =>
    Catalog.saveProduct({
      ...lens,
      slug: `${word}${i}`,
      options: [
        { name: "Diopter", values: [Diopter] },
        { name: "Brand", values: [Brand] },
      ],
      variants: lens.variants
        .slice(0, 1)
        .map((variant) => ({ ...variant, sku: `${word.toUpperCase()}${i}`, options: { Diopter, Brand } })),
    });
  await save(0, "+1.5", "Warp");
  await save(1, "-1.5", "Wool");
  await save(2, "1.5", long);
  await Search.rebuild();
  const { facets } = await Search.products({ category, fresh: true });
  const valuesOf = (key: string) =>
    facets.find((facet) => facet.key === key)?.values.map(({ value }) => value);
  expect(valuesOf("diopter")?.toSorted()).toEqual(["+1.5", "-1.5", "1.5"]);
  expect(valuesOf("brand (option)")).toEqual(["Warp", "Wool"]);
  const found = async (filters: Record<string, string[]>) =>
    (await Search.products({ category, filters })).cards.map(({ slug }) => slug);
  expect(await found({ diopter: ["-1.5"] })).toEqual([`${word}1`]);
  expect(await found({ brand: ["Warp"] })).toEqual([]);
});

test("a fresh search uses a new index at once", async () => {
  const redis = await startRedis();
  const { url } = Resource.Cache;
  Object.assign(Resource.Cache, { url: redis.url });
  try {
    const found = async ({ slug }: { slug: string }) =>
      (await Search.products({ q: slug, fresh: true })).total;
    const first = await product({ stock: 0 });
    await Search.rebuild();
    expect(await found(first)).toBe(1);
    const second = await product({ stock: 0 });
    expect(await found(second)).toBe(0);
    await Search.rebuild();
    expect(await found(second)).toBe(1);
  } finally {
    close();
    Object.assign(Resource.Cache, { url });
    await redis.stop();
  }
});

test("filters follow the options and the stock of one variant, and its card shows it", async () => {
  const word = unique().toLowerCase();
  const category = `dyed-${word}`;
  const base = shirt(word, { name: `Dyed ${word}`, categorySlug: category });
  const { productId } = await Catalog.saveProduct(base);
  const soldOut = `${word.toUpperCase()}-0`;
  await Catalog.recordAvailability({ productId }, async ({ skus }) =>
    Object.fromEntries(skus.map((sku) => [sku, sku === soldOut ? 0 : 1])),
  );
  await Search.rebuild();
  const find = async (filters: Record<string, string[]>, inStock: boolean) =>
    (await Search.products({ category, filters, inStock, fresh: true })).cards;
  expect(await find({ color: ["Sea Blue"] }, false)).toMatchObject([
    { path: "sea-blue-m", price: { from: 4_900, to: 4_900 }, inStock: false },
  ]);
  expect(await find({ color: ["Sea Blue"] }, true)).toEqual([]);
  expect(await find({ color: ["Sand"] }, true)).toMatchObject([
    { path: "sand-m", price: { from: 5_000, to: 5_000 }, inStock: true },
  ]);
  expect((await find({}, false)).map(({ path }) => path)).toEqual([undefined]);
  expect((await Search.products({ q: `${word}-1` })).cards).toMatchObject([{ slug: word, path: "sand-m" }]);
});

test("names are sorted as people sort them, without regard to case and accents", async () => {
  const word = unique().toLowerCase();
  const category = `sorted-${word}`;
  const names = ["apple 2", "Apple 10", "Élan", "eland", "Zebra"];
  for (const [i, name] of names.entries())
    await Catalog.saveProduct(shirt(`${word}${i}`, { name: `${name} ${word}`, categorySlug: category }));
  await Search.rebuild();
  const { cards } = await Search.products({ category, sort: "name", fresh: true });
  expect(cards.map(({ name }) => name.replace(` ${word}`, ""))).toEqual(names);
});

test("a build tells which categories' listings changed", async () => {
  // The build of another test may come between two steps and report the change instead of this one.
  await eventually(async () => {
    const word = unique().toLowerCase();
    const [first, second] = [`one-${word}`, `two-${word}`];
    const save = (category: string, name: string) =>
      Catalog.saveProduct(shirt(`${category}-a`, { name, categorySlug: category }));
    await save(first, "Before");
    await save(second, "Before");
    expect((await Search.rebuild()).changed).toEqual(expect.arrayContaining([first, second]));
    await announced();
    await save(first, "After");
    const { changed } = await Search.rebuild();
    expect(changed).toContain(first);
    expect(changed).not.toContain(second);
  });
});

/** Tells nobody of the changes until now, so that the next build names only its own. */
const announced = () => Search.announce(async () => undefined);

test.each([
  ["is featured", { featured: true }, {}],
  ["gets another tag", { tags: ["winter"] }, {}],
  ["goes on sale", {}, { compareAt: { USD: 9_900, EUR: 9_900 } }],
])("a build names the category of a product that %s", async (_what, change, reduction) => {
  await eventually(async () => {
    const word = unique().toLowerCase();
    const category = `listed-${word}`;
    const before = shirt(word, { categorySlug: category, featured: false });
    await Catalog.saveProduct(before);
    await Search.rebuild();
    await announced();
    const variants = before.variants.map((variant) => ({ ...variant, ...reduction }));
    await Catalog.saveProduct({ ...before, ...change, variants });
    expect((await Search.rebuild()).changed).toContain(category);
  });
});
