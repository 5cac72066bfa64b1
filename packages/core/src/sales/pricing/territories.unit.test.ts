import { Money } from "@securecart/core/money";
import { Place } from "@securecart/core/place";
import { Pricing } from "@securecart/core/pricing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countriesOf, deliveriesTo, zoneOf } from "./shipping";
import { taxFor } from "./tax";

const rules = Pricing.rulesOf([]);
const countries = countriesOf(rules.shipping);
const zoneIdOf = (place: Parameters<typeof zoneOf>[1]) => zoneOf(rules.shipping, place)?.id ?? null;

/** Postcode in every territory, with its standard tax rate and its zone. */
const expected: [
  country: string,
  postalCode: string,
  territory: string,
  rate: number,
  zone: string | null,
][] = [
  ["US", "90001", "US-CA", 725, "domestic"],
  ["US", "10001", "US-NY", 400, "domestic"],
  ["US", "75001", "US-TX", 625, "domestic"],
  ["US", "98101", "US-WA", 650, "domestic"],
  ["US", "97201", "US-OR", 0, "domestic"],
  ["US", "20001", "US-DC", 0, "domestic"],
  ["US", "09128", "US-AE", 0, "military"],
  ["US", "34002", "US-AA", 0, "military"],
  ["US", "96301", "US-AP", 0, "military"],
  ["US", "00901", "US-PR", 0, null],
  ["US", "00801", "US-VI", 0, null],
  ["US", "96910", "US-GU", 0, null],
  ["US", "96799", "US-AS", 0, null],
  ["US", "96950", "US-MP", 0, null],
  ["US", "96941", "FM", 0, null],
  ["US", "96960", "MH", 0, null],
  ["US", "96940", "PW", 0, null],
  ["AT", "1010", "AT", 2000, "europe"],
  ["AT", "6691", "AT", 2000, "europe"],
  ["BE", "1000", "BE", 2100, "europe"],
  ["CA", "K1A 0B1", "CA-ON", 0, "world"],
  ["CA", "H2X 1Y4", "CA-QC", 0, "world"],
  ["DE", "10115", "DE", 1900, "europe"],
  ["DE", "78266", "DE-78266", 0, "world"],
  ["DE", "27498", "DE-27498", 0, "world"],
  ["DE", "87491", "AT-6691", 2000, "europe"],
  ["DE", "87569", "AT-6991", 2000, "europe"],
  ["DK", "1566", "DK", 2500, "europe"],
  ["DK", "3800", "FO", 0, null],
  ["DK", "3900", "GL", 0, null],
  ["ES", "28001", "ES", 2100, "europe"],
  ["ES", "07001", "ES", 2100, "europe"],
  ["ES", "35001", "ES-CN", 0, "world"],
  ["ES", "38001", "ES-CN", 0, "world"],
  ["ES", "51001", "ES-CE", 0, "world"],
  ["ES", "52001", "ES-ML", 0, "world"],
  ["FI", "00100", "FI", 2550, "europe"],
  ["FI", "22100", "FI-01", 0, "world"],
  ["FR", "75001", "FR", 2000, "europe"],
  ["FR", "20000", "FR", 2000, "europe"],
  ["FR", "98000", "MC", 2000, "europe"],
  ["FR", "97110", "FR-971", 0, "world"],
  ["FR", "97200", "FR-972", 0, "world"],
  ["FR", "97300", "FR-973", 0, "world"],
  ["FR", "97400", "FR-974", 0, "world"],
  ["FR", "97500", "FR-PM", 0, "world"],
  ["FR", "97600", "FR-976", 0, "world"],
  ["FR", "97133", "FR-BL", 0, "world"],
  ["FR", "97150", "FR-MF", 0, "world"],
  ["FR", "98400", "FR-TF", 0, null],
  ["FR", "98600", "FR-WF", 0, null],
  ["FR", "98700", "FR-PF", 0, null],
  ["FR", "98800", "FR-NC", 0, null],
  ["FR", "00803", "FR-00", 0, null],
  ["GB", "SW1A 1AA", "GB", 0, "world"],
  ["GB", "BT1 5GS", "GB-NIR", 2000, "world"],
  ["GB", "JE2 3AB", "JE", 0, "world"],
  ["GB", "GY1 1AA", "GG", 0, "world"],
  ["GB", "IM1 1AA", "IM", 0, "world"],
  ["GB", "BFPO 61", "GB-BFPO", 0, null],
  ["IE", "D02 X285", "IE", 2300, "europe"],
  ["IE", "", "IE", 2300, "europe"],
  ["IT", "00144", "IT", 2200, "europe"],
  ["IT", "23041", "IT-23041", 0, "world"],
  ["IT", "22061", "IT-22061", 0, "world"],
  ["IT", "47890", "SM", 0, null],
  ["IT", "00120", "VA", 0, null],
  ["JP", "100-0001", "JP-13", 0, "world"],
  ["NL", "1012 AB", "NL", 2100, "europe"],
  ["SE", "114 55", "SE", 2500, "europe"],
];

const resolved = (country: string, postalCode: string, region = "") => {
  const found = Place.resolve({ country, postalCode, region, city: "Somewhere" });
  if (found.refused) throw new Error(`${country} ${postalCode}: ${found.message}`);
  return found;
};

test.each(expected)("%s %s is %s: tax %d, zone %s", (country, postalCode, territory, rate, zone) => {
  const place = resolved(country, postalCode);
  expect(place.territory).toBe(territory);
  expect(taxFor({ rules, place }).rates.standard).toBe(rate);
  expect(zoneIdOf(place)).toBe(zone);
});

test("every country that we deliver to has address data, and a form", () => {
  for (const { code } of countries) expect(Place.form(code).parts).toContain("postalCode");
  expect(new Set(expected.map(([country]) => country))).toEqual(new Set(countries.map(({ code }) => code)));
});

const order = fc.record({
  currency: fc.constantFrom("USD" as const, "EUR" as const),
  lines: fc.array(
    fc.record({
      sku: fc.constantFrom("A", "B", "C"),
      unitPrice: fc.nat(500_000),
      quantity: fc.integer({ min: 1, max: 9 }),
      taxClass: fc.constantFrom(...Pricing.taxClasses),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  shipping: fc.nat(10_000),
});

describe.each(expected)("an order to %s %s (%s)", (country, postalCode, _territory, rate, zone) => {
  const place = resolved(country, postalCode);
  const tax = taxFor({ rules, place });

  test("adds up, and is taxed only where tax is due", () => {
    fc.assert(
      fc.property(order, (input) => {
        const totals = Pricing.price({ ...input, tax });
        const { subtotal, shipping, lines, shippingTax, taxIncluded, total } = totals;
        expect(total).toBe(subtotal + shipping + (taxIncluded ? 0 : totals.tax));
        expect(lines.reduce((sum, line) => sum + line.tax, shippingTax)).toBe(totals.tax);
        if (rate === 0) expect(totals).toMatchObject({ tax: 0, total: subtotal + shipping });
        expect(Number.isSafeInteger(total) && total <= Money.limit * 1_000).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("is offered only what its zone can keep", () => {
    const offered = deliveriesTo({ rules, place, currency: "EUR", subtotal: 5_000, grams: 500 });
    expect(offered.length > 0).toBe(zone !== null);
    const ids = offered.map(({ id }) => id);
    if (zone === "world") expect(ids).toEqual(["international"]);
    if (zone === "military") {
      expect(ids).toEqual(["military"]);
      expect(offered[0]?.description).not.toMatch(/\d/);
    }
    expect(place.military && zone !== null).toBe(zone === "military");
  });
});

test("a state's tax does not depend on how the state is spelled", () => {
  const spellings = fc.constantFrom(
    ["90001", ["CA", "ca", "Calif.", "California", "CALIFORNIA", "", " c.a. ", "US-CA"], 725],
    ["10001", ["NY", "N.Y.", "new york", "New York", "NEW-YORK", ""], 400],
    ["98101", ["WA", "Wash.", "washington", "", "Washington State"], 650],
    ["97201", ["OR", "Ore.", "oregon", ""], 0],
  ) as fc.Arbitrary<[string, string[], number]>;
  fc.assert(
    fc.property(spellings, fc.nat(), ([zip, names, rate], pick) => {
      const place = resolved("US", zip, names[pick % names.length]);
      expect(taxFor({ rules, place }).rates.standard).toBe(rate);
    }),
  );
});

test("whatever is typed has one place or is refused at a field, and is written the same the second time", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom(...expected.flatMap(([, code]) => [code, code.toLowerCase(), ` ${code}`])),
    fc.constantFrom("CA", "California", "Livigno", "APO", "", "Tokyo", "ON", "P.R."),
  );
  const typed = fc.record({
    country: fc.oneof(fc.constantFrom(...countries.map(({ code }) => code), "PR", "AX", "IC", "JE"), text),
    postalCode: text,
    region: text,
    city: text,
  });
  fc.assert(
    fc.property(typed, (address) => {
      const found = Place.resolve(address);
      if (found.refused) {
        expect(found.message).toMatch(/\.$/);
        return;
      }
      const again = Place.resolve(found.address);
      expect(again).toEqual(found);
      if (!["domestic", "europe", "world", "military", null].includes(zoneIdOf(found)))
        throw new Error(`${found.territory} is in no zone that we know.`);
      expect(Place.lines({ line1: "", ...found.address }).length).toBeGreaterThan(0);
    }),
    { numRuns: 20_000 },
  );
});
