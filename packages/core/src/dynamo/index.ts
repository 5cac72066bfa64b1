import { BatchGetItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { EntityConfiguration } from "electrodb";
import { Resource } from "sst";
import { indexes } from "./keys";

export * as Dynamo from "./index";
export { BatchGetItemCommand, indexes };

const raw = new DynamoDBClient({ maxAttempts: 4 });

/** Reads and writes plain objects; undefined is left out, as it is in JSON. */
export const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });

export const tableName = () => Resource.Table.name;

/** What every entity is made with. The table's name is read when the first entity is made, not before. */
export const config = (): EntityConfiguration => ({ client, table: tableName() });

type Key = Record<string, unknown>;

/**
 * Reads up to 100 items of any entities in one request; what the table did not get to is asked for again.
 * Keys come from ElectroDB (`Entity.get(ref).params()`); the answer holds raw items in no order.
 */
export async function batchGet(keys: Key[]): Promise<Record<string, unknown>[]> {
  if (keys.length > 100) throw new RangeError(`One batch reads 100 items at most, not ${keys.length}.`);
  const found: Record<string, unknown>[] = [];
  let wanted = keys;
  for (let tries = 0; wanted.length > 0; tries++) {
    if (tries > 8) throw new Error("The table keeps leaving keys of a batch unread; it is throttled.");
    if (tries > 0) await new Promise((done) => setTimeout(done, Math.random() * 25 * 2 ** tries));
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [tableName()]: { Keys: wanted } } }),
    );
    found.push(...(answer.Responses?.[tableName()] ?? []));
    wanted = (answer.UnprocessedKeys?.[tableName()]?.Keys as Key[] | undefined) ?? [];
  }
  return found;
}

/** Every item of the table as it is stored, a page at a time. For jobs that check all of it; never for a request. */
export async function* scan(): AsyncGenerator<Record<string, unknown>[]> {
  let from: Key | undefined;
  do {
    const answer = await client.send(
      new ScanCommand({
        TableName: tableName(),
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    yield answer.Items ?? [];
    from = answer.LastEvaluatedKey;
  } while (from);
}
