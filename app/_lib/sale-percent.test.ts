import { expect, test } from "vitest";
import { salePercent } from "./sale-percent";

const price = (from: number, to = from) => ({ from, to, currency: "USD" as const });

test("a reduction is measured from the lower former price and rounded down", () => {
  expect(salePercent({ price: price(8_000), compareAt: 10_000, lowest: 10_000 })).toBe(20);
  expect(salePercent({ price: price(8_001), compareAt: 10_000, lowest: 10_000 })).toBe(19);
  expect(salePercent({ price: price(8_000), compareAt: 16_000, lowest: 10_000 })).toBe(20);
});

test("a price that is not lower than before, and a range of prices, have no percentage", () => {
  expect(salePercent({ price: price(8_000), compareAt: 10_000, lowest: 8_000 })).toBeNull();
  expect(salePercent({ price: price(8_000, 9_000), compareAt: 10_000, lowest: 10_000 })).toBeNull();
  expect(salePercent({ price: price(8_000) })).toBeNull();
});
