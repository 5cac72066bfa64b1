import type { SaleCurrency } from "@securecart/core/money";
import { type Mapping, Transfer } from "@securecart/core/transfer";
import { expect, test } from "vitest";
import { csv, one } from "#test/read-catalog";

test.each([
  ["none", undefined, undefined],
  ["same", undefined, 1000],
  ["rate", 0.915, 915],
] as const)("prices in the other currency are %s", (others, rate, expected) => {
  const { variants } = one("sku,title,price\nA,Cup,10", { others, ...(rate && { rate }) });
  expect(variants[0]?.prices.EUR).toBe(expected);
});

test.each<[typed: string, currency: SaleCurrency, minor: number | string]>([
  ["£1,234.50", "GBP", 123_450],
  ["CA$ 12.00", "CAD", 1_200],
  ["HK$99.9", "HKD", 9_990],
  ["MX$1,000", "MXN", 100_000],
  ["199.00 Kč", "CZK", 19_900],
  ["SEK 45.50", "SEK", 4_550],
  ["¥1,200", "JPY", 1_200],
  ["1200.00", "JPY", 1_200],
  ["1200.50", "JPY", "“1200.50” has more decimals than JPY has. Round it to 0."],
])("a price of %s is read in %s", (typed, currency, minor) => {
  const { variants, problems } = one(csv(["Title", "SKU", "Price"], ["Mug", "M-1", typed]), { currency });
  if (typeof minor === "number") expect(variants[0]?.prices[currency]).toBe(minor);
  else expect(problems.join()).toContain(minor);
});

test("prices in each other currency of the shop are filled in at its own rate", () => {
  const rows = Transfer.readRows(
    new TextEncoder().encode(csv(["Title", "SKU", "Price"], ["Mug", "M-1", "10.00"])),
  );
  const mapping: Mapping = {
    ...Transfer.proposed(rows[0]?.cells ?? [], "GBP"),
    others: "rate",
    rates: { EUR: 1.15, JPY: 190 },
  };
  const [draft] = Transfer.readDrafts(rows, mapping, ["GBP", "EUR", "JPY"]);
  expect(draft?.variants[0]?.prices).toEqual({ GBP: 1_000, EUR: 1_150, JPY: 1_900 });
});
