import { Money } from "@securecart/core/money";
import fc from "fast-check";
import { expect, test } from "vitest";

const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 });

test("a split adds up to the amount, and no part is off by a whole unit", () => {
  fc.assert(
    fc.property(fc.nat(Money.limit), weights, (amount, parts) => {
      const split = Money.split(amount, parts);
      expect(split.reduce((sum, part) => sum + part, 0)).toBe(amount);
      const total = parts.reduce((sum, part) => sum + part, 0);
      if (total === 0) return;
      for (const [i, part] of split.entries()) {
        expect(Math.abs(part - (amount * (parts[i] ?? 0)) / total)).toBeLessThan(1);
      }
    }),
  );
});

test("a part of weight zero gets nothing", () => {
  expect(Money.split(100, [0, 3, 0])).toEqual([0, 100, 0]);
  expect(Money.split(5, [0, 0])).toEqual([5, 0]);
});

test("the largest remainders get the rest", () => {
  expect(Money.split(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(Money.split(10, [5, 3, 2])).toEqual([5, 3, 2]);
  expect(Money.split(7, [1, 2, 3])).toEqual([1, 2, 4]);
});

test("a ratio is rounded half up, exactly", () => {
  expect(Money.ratio(250, 1, 100)).toBe(3);
  expect(Money.ratio(249, 1, 100)).toBe(2);
  expect(Money.ratio(Money.limit, 2550, 10_000)).toBe(25_500_000);
});

test("a short amount leaves out decimals that are zero", () => {
  expect(Money.short(7500, "USD")).toBe("$75");
  expect(Money.short(7590, "USD")).toBe("$75.90");
  expect(Money.short(100_000, "USD")).toBe("$1,000");
  expect(Money.short(2000, "JPY")).toBe("¥2,000");
});

test("an amount is formatted with the decimals of its currency", () => {
  expect(Money.format(1999, "USD")).toBe("$19.99");
  expect(Money.format(1999, "JPY")).toBe("¥1,999");
  expect(Money.decimal(1999, "KWD")).toBe("1.999");
  expect(Money.decimal(5, "EUR")).toBe("0.05");
});

test("a typed amount is parsed to the minor unit or rejected", () => {
  const cases = {
    "19.9": 1990,
    "19,90": 1990,
    " 5 ": 500,
    "0.01": 1,
    "19.999": null,
    "": null,
    "-1": null,
    "1e3": null,
  };
  for (const [text, minor] of Object.entries(cases)) expect(Money.minor(text, "USD"), text).toBe(minor);
  expect(Money.minor("500", "JPY")).toBe(500);
  expect(Money.minor("500.5", "JPY")).toBeNull();
  expect(Money.minor("1.5", "KWD")).toBe(1500);
});

test("each currency is formatted with its sign and decimals", () => {
  const shown = Money.saleCurrencies.map((currency) =>
    Money.format(123_456, currency).replace("\u00a0", " "),
  );
  expect(shown).toEqual([
    ...["$1,234.56", "€1,234.56", "£1,234.56", "CA$1,234.56", "A$1,234.56", "NZ$1,234.56", "CHF 1,234.56"],
    ...["SEK 1,234.56", "NOK 1,234.56", "DKK 1,234.56", "PLN 1,234.56", "CZK 1,234.56", "¥123,456"],
    ...["SGD 1,234.56", "HK$1,234.56", "MX$1,234.56"],
  ]);
});

test("each currency has the decimals that the runtime knows of it", () => {
  for (const currency of Money.currencies) {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions();
    expect(Money.decimalsOf(currency), currency).toBe(maximumFractionDigits);
  }
});

test.each<[amount: number, regular: number, Money.SaleCurrency, Partial<Record<Money.Rounding, number>>]>([
  [
    1_692,
    1_990,
    "EUR",
    { exact: 1_692, "0.05": 1_690, "0.10": 1_690, "0.50": 1_700, "1.00": 1_700, ".95": 1_595, ".99": 1_599 },
  ],
  [1_999, 2_500, "GBP", { ".99": 1_999, ".95": 1_995, "1.00": 2_000, "0.05": 2_000 }],
  // Up to the regular price or beyond, and down to nothing: as it was computed.
  [1_980, 2_000, "EUR", { "0.50": 1_980, "1.00": 1_980, "0.05": 1_980 }],
  [40, 80, "EUR", { "1.00": 40, ".99": 40, "0.50": 50 }],
  // In a currency without decimals only whole tens and hundreds are steps, in others they are none.
  [
    1_692,
    1_990,
    "JPY",
    { exact: 1_692, "0.05": 1_692, "1.00": 1_692, ".99": 1_692, "10": 1_690, "100": 1_700 },
  ],
  [1_692, 1_990, "USD", { "10": 1_692, "100": 1_692 }],
])("%i of %i %s is rounded", (amount, regular, currency, expected) => {
  for (const [name, price] of Object.entries(expected)) {
    const rounding = Money.roundings.find((one) => one === name) ?? "exact";
    expect(Money.rounded(amount, { rounding, currency, regular }), name).toBe(price);
  }
});

test("a rounded price is above zero, below the regular one, near the computed one, and never falls when that rises", () => {
  const currency = fc.constantFrom(...Money.saleCurrencies);
  const pair = fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 50_000 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...Money.roundings),
      currency,
      fc.integer({ min: 2, max: 50_000 }),
      pair,
      (...all) => {
        const [rounding, money, regular, amounts] = all;
        const [low = 1, high = 1] = amounts
          .map((amount) => Math.min(amount, regular - 1))
          .sort((a, b) => a - b);
        const round = (amount: number) => Money.rounded(amount, { rounding, currency: money, regular });
        for (const amount of [low, high]) {
          expect(round(amount)).toBeGreaterThan(0);
          expect(round(amount)).toBeLessThan(regular);
          expect(Math.abs(round(amount) - amount)).toBeLessThanOrEqual(100);
          expect(round(round(amount))).toBe(round(amount));
        }
        expect(round(low)).toBeLessThanOrEqual(round(high));
      },
    ),
    { numRuns: 3_000 },
  );
});

test("a shop is offered the roundings that its currency has", () => {
  expect(Money.roundingsFor("JPY")).toEqual(["exact", "10", "100"]);
  expect(Money.roundingsFor("CHF")).toEqual(["exact", "0.05", "0.10", "0.50", "1.00", ".95", ".99"]);
});
