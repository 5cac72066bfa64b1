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
