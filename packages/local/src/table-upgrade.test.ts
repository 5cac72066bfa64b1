import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, expect, test } from "vitest";
import { topologyFile } from "./fixtures/support";
import { resourceName } from "./provision";
import { type Cloud, startCloud } from "./testing";

const dataDir = mkdtempSync(join(tmpdir(), "securecart-upgrade-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const open = () => startCloud({ dataDir, topology: topologyFile, stripe: false, worker: false });

function tableOf({ env }: Cloud) {
  const client = new DynamoDBClient({
    region: "us-east-1",
    endpoint: env.AWS_ENDPOINT_URL_DYNAMODB ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return { client, TableName: resourceName(env, "Table") };
}

test("an older folder gets a new index that contains its existing rows", async () => {
  const first = await open();
  const before = tableOf(first);
  const { TableName } = before;
  await before.client.send(
    new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "gsi3" } }] }),
  );
  const row = { pk: { S: "a" }, sk: { S: "a" }, gsi3pk: { S: "customer" }, gsi3sk: { S: "1" } };
  await before.client.send(new PutItemCommand({ TableName, Item: row }));
  await first.stop();

  const second = await open();
  const after = tableOf(second);
  const { Table } = await after.client.send(new DescribeTableCommand({ TableName }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toContain("gsi3");
  const { Items } = await after.client.send(
    new QueryCommand({
      TableName,
      IndexName: "gsi3",
      KeyConditionExpression: "gsi3pk = :customer",
      ExpressionAttributeValues: { ":customer": { S: "customer" } },
    }),
  );
  expect(Items).toEqual([row]);
  await second.stop();
});
