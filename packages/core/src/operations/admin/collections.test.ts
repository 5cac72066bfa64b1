import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Collection } from "@securecart/core/collection";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const fields = (more: object = {}) => ({
  ...{ name: `Gifts ${unique()}`, slug: "", description: "", image: null, seoTitle: "", seoDescription: "" },
  ...{ status: "active" as const, sort: "manual" as const, productIds: [] },
  ...more,
});

test("a collection is created once, with its audit row, and its rule is recorded in words", async () => {
  const conditions = [
    { field: "tag", value: "gift" },
    { field: "price", is: "at_most", currency: "USD", amount: 2_000 },
    { field: "new", days: 1 },
  ];
  const act = { ...fields({ rule: { match: "all", conditions } }), ...by() };
  const { collectionId, slugs } = await Admin.createCollection(act);
  expect(await Admin.createCollection(act)).toEqual({ collectionId, slugs });
  expect(await Collection.find({ collectionId })).toMatchObject({
    version: 1,
    sort: "relevance",
    slug: slugs[0],
  });
  const { rows } = await Audit.list({ subject: `collection:${collectionId}` });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.after).toMatchObject({ rule: "Tag is gift and price at most $20.00 and new within 1 day" });
});

test("the second of two staff members is told what the first has saved", async () => {
  const act = { ...fields(), ...by() };
  const { collectionId } = await Admin.createCollection(act);
  const change = (more: object) =>
    Admin.changeCollection({ ...act, collectionId, seen: 1, ...more, ...by() });
  await change({ name: "Theirs" });
  await expect(change({ name: "Mine" })).rejects.toMatchObject({
    code: "collection.changed",
    version: 2,
    differences: [{ name: "title", saved: "Theirs", typed: "Mine" }],
  });
});

test("the collections of a product are chosen with an audit row of the product", async () => {
  const { productId } = await product();
  const act = { ...fields(), ...by() };
  const { collectionId, slugs } = await Admin.createCollection(act);
  const choice = { productId, collectionIds: [collectionId], seen: [collectionId], ...by() };
  expect(await Admin.chooseCollections(choice)).toEqual({ slugs });
  expect(await Admin.chooseCollections(choice)).toEqual({ slugs: [] });
  expect((await Collection.find({ collectionId }))?.productIds).toEqual([productId]);
  const { rows } = await Audit.list({ subject: `product:${productId}` });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ before: { collections: "" }, after: { collections: act.name } });
});
