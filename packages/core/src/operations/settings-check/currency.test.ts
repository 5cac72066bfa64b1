import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { Price } from "@securecart/core/price";
import { Settings } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import { Shop } from "@securecart/core/shop";
import { expect, test } from "vitest";
import { product } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });

test("a shop with products keeps its currency, and says why", async () => {
  await product({ editor: by().actor });
  const { value, version } = await Settings.current("currencies");
  const other = value.main === "USD" ? "EUR" : "USD";
  await expect(SettingsCheck.change("currencies", { main: other }, by())).rejects.toMatchObject({
    code: "settings.currency_in_use",
    message: expect.stringContaining(`in ${value.main}`),
    field: "main",
  });
  expect((await Settings.current("currencies")).version).toBe(version);
});

test("a shop prices its products in its own currency, and in the others that it names", () => {
  const read = (saved: object) => Shop.currenciesIn(Settings.parse("currencies", saved));
  expect(read({ main: "GBP", others: ["USD", "GBP", "EUR", "USD"] })).toEqual(["GBP", "USD", "EUR"]);
  expect(read({ main: "JPY", others: [] })).toEqual(["JPY"]);
});

test("settings from when a shop could only choose dollars and euros keep their meaning", () => {
  const read = (saved: object) => Shop.currenciesIn(Settings.parse("currencies", saved));
  expect(read({})).toEqual(["USD", "EUR"]);
  expect(read({ main: "EUR" })).toEqual(["EUR", "USD"]);
  expect(read({ main: "EUR", others: true })).toEqual(["EUR", "USD"]);
  expect(read({ main: "EUR", others: false })).toEqual(["EUR"]);
  expect(read({ main: "GBP", others: true })).toEqual(["GBP"]);
});

/** Rounding that no price in dollars or euros has, so that other tests keep their prices. */
const forYen = "100";

test("another rounding applies to prices from now on, and undoing it does so, too", async () => {
  const priced = { sku: "TEA", productId: "prd_tea", prices: { JPY: 1_990 } };
  const sale = {
    ...{ saleId: "sal_1", name: "Spring", startsAt: "2026-01-01T00:00:00.000Z" },
    reduction: { kind: "percent" as const, percent: 15, ending: "exact" as const },
    scope: { isAll: true, products: [], skus: [], categories: [], collections: [], members: [] },
  };
  const priceAt = async (at: string) =>
    Price.currentPrice(priced, { currency: "JPY", at, board: { ...(await Price.board()), sales: [sale] } });
  const before = Clock.iso(-1);
  expect(await priceAt(Clock.iso(1))).toBe(1_692);
  await SettingsCheck.change("currencies", { rounding: forYen }, by());
  expect(await priceAt(Clock.iso(1))).toBe(1_700);
  expect(await priceAt(before), "a former price").toBe(1_692);
  const { last } = await Settings.current("currencies");
  await SettingsCheck.undo("currencies", { ...by(), auditId: last?.auditId ?? "" });
  expect(await priceAt(Clock.iso(1))).toBe(1_692);
});
