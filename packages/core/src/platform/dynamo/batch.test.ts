import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { product, unique } from "#test/fixtures";

test("a batch reads each item once, with a request for each hundred keys", async () => {
  const { sku } = await product({});
  const unknown = Array.from({ length: 150 }, (_, i) => Catalog.variantKey(`${unique()}-${i}`));
  const key = Catalog.variantKey(sku);
  const found: Record<string, unknown>[] = [];
  const requests = await requestsOf(async () => {
    found.push(...(await Dynamo.batchGet([key, ...unknown, { ...key }])));
  });
  expect(requests).toEqual(Array(2).fill("DynamoDB_20120810.BatchGetItem"));
  expect(found.map((item) => item.sku)).toEqual([sku]);
});

test("a batch of no keys makes no request", async () => {
  expect(await requestsOf(() => Dynamo.batchGet([]))).toEqual([]);
});
