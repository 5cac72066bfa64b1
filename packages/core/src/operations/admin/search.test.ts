import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Merchandising } from "@securecart/core/merchandising";
import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const seen = async () => (await Search.tuning()).version;
const found = async (q: string) =>
  (await Search.products({ q, fresh: true })).cards.map(({ productId }) => productId);

test("pinned products come first for their search, with one audit row, until they are released", async () => {
  const { productId } = await product();
  const words = `pinned${unique().toLowerCase()}`;
  const act = { ...by(), seen: await seen(), query: `  ${words.toUpperCase()} `, productIds: [productId] };
  await Admin.pinProducts(act);
  await Admin.pinProducts(act); // sent twice, done once
  expect((await Search.tuning()).pins[words]).toEqual([productId]);
  const { rows } = await Audit.list({ subject: "search" });
  const own = rows.filter(({ after }) => JSON.stringify(after ?? {}).includes(words));
  expect(own).toMatchObject([{ action: "search.pin_products", outcome: "done" }]);
  await Merchandising.publish({}, "catalog.search_changed");
  await Search.publishIfDirty(() => []);
  expect(await found(words)).toEqual([productId]);
  await Admin.pinProducts({ ...by(), seen: await seen(), query: words, productIds: [] });
  expect((await Search.tuning()).pins[words]).toBeUndefined();
});

test("the second of two staff members does not overwrite the first", async () => {
  const version = await seen();
  const save = () => Admin.saveSynonyms({ ...by(), seen: version, synonyms: "sofa, davenport" });
  await save();
  await expect(save()).rejects.toMatchObject({ code: "search.tuning_changed" });
});

test.each([
  ["only one word", "sofa", "Line 1"],
  ["an entry that is too long", "sofa, a very long name of it", "3 words"],
  ["two signs", "a > b ~ c", "one > or ~"],
])("synonyms with %s are refused", async (_, synonyms, message) => {
  await expect(Admin.saveSynonyms({ ...by(), seen: await seen(), synonyms })).rejects.toMatchObject({
    code: "search.wrong_synonyms",
    message: expect.stringContaining(message),
  });
});
