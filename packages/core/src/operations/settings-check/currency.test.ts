import { randomUUID } from "node:crypto";
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

test("settings of a shop that could choose dollars and euros only mean what they meant", () => {
  const read = (saved: object) => Shop.currenciesIn(Settings.parse("currencies", saved));
  expect(read({})).toEqual(["USD", "EUR"]);
  expect(read({ main: "EUR" })).toEqual(["EUR", "USD"]);
  expect(read({ main: "EUR", others: true })).toEqual(["EUR", "USD"]);
  expect(read({ main: "EUR", others: false })).toEqual(["EUR"]);
  expect(read({ main: "GBP", others: true })).toEqual(["GBP"]);
});
