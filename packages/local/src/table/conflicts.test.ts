import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "../testing";

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud({ worker: false, conflicts: 10 });
  Object.assign(process.env, cloud.env);
});
afterAll(() => cloud.stop());

/** Loads the domain, whose clients read their addresses when they are loaded. */
const domain = async () => ({
  ...(await import("@securecart/core/test/fixtures")),
  ...(await import("@securecart/core/inventory")),
  ...(await import("@securecart/core/dynamo")),
  ...(await import("@securecart/core/error")),
});

const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === "fulfilled" ? "placed" : String(result.reason?.code ?? result.reason),
  );

test("buyers of one SKU whose transactions meet all get their order", async () => {
  const { Inventory, place, product, readyCart } = await domain();
  const { sku } = await product({ stock: 40 });
  const carts: string[] = [];
  for (let i = 0; i < 40; i++) carts.push(await readyCart({ sku }));
  const results = await Promise.allSettled(carts.map(place));
  expect(new Set(outcomes(results))).toEqual(new Set(["placed"]));
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 0, held: 40 });
});

test("of more buyers than units whose transactions meet, as many as there are units get one", async () => {
  const { DomainError, Inventory, place, product, readyCart } = await domain();
  const { sku } = await product({ stock: 10 });
  const carts: string[] = [];
  for (let i = 0; i < 40; i++) carts.push(await readyCart({ sku }));
  const results = await Promise.allSettled(carts.map(place));
  expect(outcomes(results).filter((outcome) => outcome === "placed")).toHaveLength(10);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DomainError);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 0, held: 10 });
});

test("a write of one item that meets a transaction is refused, and our client sends it again", async () => {
  const { Dynamo } = await domain();
  const own = new DynamoDBClient({});
  const Item = { pk: { S: "meeting" }, sk: { S: "row" } };
  const put = { TableName: Dynamo.tableName(), Item };
  const meet = async (client: Pick<DynamoDBClient, "send">) => {
    const [, met] = await Promise.allSettled([
      own.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] })),
      client.send(new PutItemCommand(put)),
    ]);
    return met?.status === "rejected" ? met.reason.name : "written";
  };
  // On a busy machine the second write may come after the first is over.
  await expect.poll(() => meet(own), { timeout: 60_000 }).toBe("TransactionConflictException");
  for (let i = 0; i < 20; i++) expect(await meet(Dynamo.client)).toBe("written");
});
