import fc from "fast-check";
import { expect, test } from "vitest";
import { isBeyond, isFiltered, listingQuery, readListing } from "./listing";
import { type ListingState, listingUrl, toggled } from "./listing-url";

const plain: ListingState = { page: 1, filters: {}, inStock: false };

test("a listing's state survives its URL", () => {
  const state: ListingState = {
    q: "oak table",
    sort: "price-asc",
    page: 3,
    filters: { Color: ["Black", "Off: white"], brand: ["Hale & Sons"] },
    min: 12.5,
    max: 80,
    inStock: true,
  };
  const url = new URL(listingUrl("/search", state, { page: 3 }), "https://shop.example");
  const params: Record<string, string | string[]> = {};
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key);
    params[key] = values.length === 1 ? (values[0] ?? "") : values;
  }
  expect(readListing(params)).toEqual(state);
});

test("equal states have equal URLs", () => {
  const filters = { b: ["2", "1"], a: ["x"] };
  const same = { a: ["x"], b: ["1", "2"] };
  expect(listingUrl("/search", { ...plain, filters })).toBe(
    listingUrl("/search", { ...plain, filters: same }),
  );
  expect(listingUrl("/search", plain)).toBe("/search");
});

test("a change of anything but the page starts at page one", () => {
  expect(listingUrl("/search", { ...plain, page: 4 }, { inStock: true })).toBe("/search?stock=in");
});

/** Reads a URL's query as a page does. */
function paramsOf(path: string) {
  const { searchParams } = new URL(path, "https://shop.example");
  return Object.fromEntries([...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)]));
}

test("filters whose option names contain a colon are distinguished", () => {
  const [first, second] = [{ "size: eu": ["42"] }, { size: [" eu:42"] }];
  const urls = [first, second].map((filters) => listingUrl("/search", { ...plain, filters }));
  expect(urls[0]).not.toBe(urls[1]);
  expect(urls.map((url) => readListing(paramsOf(url)).filters)).toEqual([first, second]);
});

test("any option name and value survive the URL", () => {
  const word = (maxLength: number) =>
    fc
      .oneof(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: maxLength / 4 }),
        fc.constantFrom(
          "a:b",
          "a%3Ab",
          "%",
          "%25",
          "½",
          "1/2",
          "+1.5",
          "大",
          "M",
          "m",
          "constructor",
          "&=#?",
        ),
      )
      .filter((text) => text !== "__proto__" && text.length <= maxLength);
  fc.assert(
    fc.property(
      fc.dictionary(word(40), fc.uniqueArray(word(80), { minLength: 1, maxLength: 3 }), { maxKeys: 4 }),
      (drawn) => {
        const filters = { ...drawn };
        const url = listingUrl("/search", { ...plain, filters });
        const sorted = Object.fromEntries(
          Object.entries(filters).map(([key, values]) => [key, values.toSorted()]),
        );
        expect(readListing(paramsOf(url)).filters).toEqual(sorted);
        for (const [key, values] of Object.entries(filters))
          for (const value of values) expect(toggled(filters, key, value)[key] ?? []).not.toContain(value);
      },
    ),
  );
});

test("a filter named like a property of objects is switched on", () => {
  expect(toggled({}, "constructor", "x")).toEqual({ constructor: ["x"] });
});

test("the longest facet key and value survive the URL", () => {
  const [key, value] = ["k".repeat(40), "v".repeat(80)];
  const filters = { [key]: [value] };
  expect(readListing(paramsOf(listingUrl("/search", { ...plain, filters }))).filters).toEqual(filters);
});

test("invalid parts of a URL are ignored", () => {
  const mangled = {
    page: "-1",
    sort: "evil",
    min: "abc",
    max: "-3",
    filter: ["nothing", ":x", "__proto__:x"],
    stock: "1",
  };
  expect(readListing(mangled)).toEqual(plain);
  expect(readListing({ filter: `${"k".repeat(41)}:v`, q: "   " })).toEqual(plain);
});

test("a filter's value is switched on and off", () => {
  const on = toggled({}, "brand", "Nordlund");
  expect(on).toEqual({ brand: ["Nordlund"] });
  expect(isFiltered({ ...plain, filters: on })).toBe(true);
  expect(toggled(on, "brand", "Nordlund")).toEqual({});
});

test("prices are queried in minor units", () => {
  expect(listingQuery({ ...plain, min: 19.99, max: 80 }, "USD", ["desk"])).toEqual({
    page: 1,
    currency: "USD",
    category: ["desk"],
    priceMin: 1999,
    priceMax: 8000,
  });
});

test("a page after the last one does not exist, but an empty listing has its first page", () => {
  expect(isBeyond({ page: 1, pages: 0 })).toBe(false);
  expect(isBeyond({ page: 3, pages: 3 })).toBe(false);
  expect(isBeyond({ page: 4, pages: 3 })).toBe(true);
});
