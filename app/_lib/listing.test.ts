import { expect, test } from "vitest";
import { isFiltered, type ListingState, listingQuery, listingUrl, readListing, toggled } from "./listing";

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

test("one state has one spelling", () => {
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

test("what makes no sense in a URL is left out", () => {
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

test("prices are asked for in minor units", () => {
  expect(listingQuery({ ...plain, min: 19.99, max: 80 }, "desk")).toEqual({
    page: 1,
    category: "desk",
    priceMin: 1999,
    priceMax: 8000,
  });
});
