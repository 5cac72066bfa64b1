import { BatchGetItemCommand, ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DeleteCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { EntityConfiguration } from "electrodb";
import { Resource } from "sst";
import { partsOf } from "../parts";
import { client } from "./client";
import { indexes } from "./keys";

export { Cursor, pageOf } from "./cursor";
export * as Dynamo from "./index";
export { shardCount, shardOf, shards } from "./shard";
export { check, type Refusal, type Result, TableBusy, transact, type Write, type Writes } from "./transact";
export { BatchGetItemCommand, client, indexes };

export const tableName = () => Resource.Table.name;

/** Returns the configuration of an entity. */
export const config = (): EntityConfiguration => ({ client, table: tableName() });

type Key = Record<string, unknown>;

/** Most items that one request reads. */
const mostKeys = 100;

/**
 * Reads items of any entities, each once, with one request for each 100; keys that the table leaves unprocessed are
 * requested again. Get keys with `keyOf`. Returns raw items in no particular order.
 */
export async function batchGet(keys: Key[], { consistent = false } = {}): Promise<Record<string, unknown>[]> {
  const unique = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  const parts = await Promise.all(partsOf(unique, mostKeys).map((part) => readPart(part, consistent)));
  return parts.flat();
}

async function readPart(keys: Key[], consistent: boolean): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let rest = keys;
  for (let tries = 0; rest.length > 0; tries++) {
    if (tries > 8) throw new Error("The table keeps leaving keys of a batch unread; it is throttled.");
    if (tries > 0) await new Promise((done) => setTimeout(done, Math.random() * 25 * 2 ** tries));
    const response = await client.send(
      new BatchGetCommand({
        RequestItems: { [tableName()]: { Keys: rest, ...(consistent && { ConsistentRead: true }) } },
      }),
    );
    found.push(...(response.Responses?.[tableName()] ?? []));
    rest = response.UnprocessedKeys?.[tableName()]?.Keys ?? [];
  }
  return found;
}

/**
 * Returns all items under a partition key as they are stored, of any entities, in the order of their sort keys. One
 * consistent request per megabyte.
 */
export async function partition(pk: unknown): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let from: Key | undefined;
  do {
    const response = await client.send(
      new QueryCommand({
        TableName: tableName(),
        ConsistentRead: true,
        KeyConditionExpression: "#pk = :pk",
        ExpressionAttributeNames: { "#pk": indexes.primary.pk },
        ExpressionAttributeValues: { ":pk": pk },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    found.push(...(response.Items ?? []));
    from = response.LastEvaluatedKey;
  } while (from);
  return found;
}

/** Returns the name of the entity that an item belongs to, as ElectroDB stores it. */
export const entityOf = (item: Record<string, unknown>) => item.__edb_e__;

/** Returns the key that ElectroDB makes for a read: `keyOf(OrderEntity.get({ orderId }))`. */
export const keyOf = (read: { params(): unknown }) => (read.params() as { Key: Key }).Key;

/** Deletes an item of any entity. Only for jobs that must reach every kind of row. */
export async function remove(key: Key) {
  await client.send(new DeleteCommand({ TableName: tableName(), Key: key }));
}

/** Sets and removes attributes of an existing item of any entity. Returns false when it does not exist. */
export async function change(key: Key, set: Record<string, unknown>, remove: string[] = []) {
  const names = [...Object.keys(set), ...remove];
  const sets = Object.keys(set).map((_, i) => `#${i} = :${i}`);
  const removes = remove.map((_, i) => `#${Object.keys(set).length + i}`);
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: key,
        UpdateExpression: [
          sets.length > 0 && `SET ${sets.join(", ")}`,
          removes.length > 0 && `REMOVE ${removes.join(", ")}`,
        ]
          .filter(Boolean)
          .join(" "),
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#${i}`, name])),
        ...(sets.length > 0 && {
          ExpressionAttributeValues: Object.fromEntries(
            Object.values(set).map((value, i) => [`:${i}`, value]),
          ),
        }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Tells whether a write failed because its condition did not hold. ElectroDB keeps DynamoDB's error as the cause. */
export const isConditionFailure = (error: unknown) =>
  error instanceof Error &&
  [error, error.cause].some((one) => one instanceof ConditionalCheckFailedException);

/** Returns true when a conditional write was done, false when its condition did not hold. Other errors are thrown. */
export const written = (writing: Promise<unknown>) =>
  writing.then(
    () => true,
    (error) => {
      if (isConditionFailure(error)) return false;
      throw error;
    },
  );

/** Reads a part of the table as stored, and returns the key after which the next part begins; null after the last. */
export async function scanPart(
  from: Key | null,
  limit: number,
): Promise<{ items: Record<string, unknown>[]; next: Key | null }> {
  const { Items: items = [], LastEvaluatedKey: next = null } = await client.send(
    new ScanCommand({
      TableName: tableName(),
      ConsistentRead: true,
      Limit: limit,
      ...(from && { ExclusiveStartKey: from }),
    }),
  );
  return { items, next };
}

/** Reads all items of the table as stored, page by page. For jobs that check the whole table, never for a request. */
export async function* scan(): AsyncGenerator<Record<string, unknown>[]> {
  let from: Key | undefined;
  do {
    const response = await client.send(
      new ScanCommand({
        TableName: tableName(),
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    yield response.Items ?? [];
    from = response.LastEvaluatedKey;
  } while (from);
}
