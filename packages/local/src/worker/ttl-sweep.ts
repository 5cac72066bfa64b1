import { setTimeout as delay } from "node:timers/promises";
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { tableKeys } from "@securecart/core/dynamo/keys";
import { now } from "../clock";
import { messageOf } from "../refusal";

const { hashKey, rangeKey } = tableKeys.primaryIndex;
const everyMs = 60_000;
/** Rest between pages, as a multiple of the time a page took: a large table must not keep the engine busy. */
const restBetweenPages = 9;

/** Deletes expired rows every minute. DynamoDB does so within two days; the local engine never does. */
export async function sweepRegularly(
  client: DynamoDBClient,
  table: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted)
      await sweep(client, table, signal, restBetweenPages).catch((error) =>
        console.error(`TTL sweep: ${messageOf(error)}`),
      );
  }
}

/**
 * Scans the table once, deletes expired rows and returns how many. After each page it rests for `rest` times the
 * duration of the page.
 */
export async function sweep(
  client: DynamoDBClient,
  table: string,
  signal: AbortSignal,
  rest = 0,
): Promise<number> {
  let deleted = 0;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const started = Date.now();
    const past = { ":now": { N: String(Math.floor(now() / 1000)) } };
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: "#pk, #sk",
        FilterExpression: "#ttl < :now",
        ExpressionAttributeNames: { "#pk": hashKey, "#sk": rangeKey, "#ttl": tableKeys.ttl },
        ExpressionAttributeValues: past,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of Items) if (await remove(client, table, item, past)) deleted++;
    from = LastEvaluatedKey;
    if (from) await delay(rest * (Date.now() - started), undefined, { signal }).catch(() => undefined);
  } while (from && !signal.aborted);
  return deleted;
}

/** Deletes a row and returns whether it was deleted: a row whose expiry was extended since the scan stays. */
async function remove(
  client: DynamoDBClient,
  table: string,
  item: Record<string, AttributeValue>,
  past: Record<string, AttributeValue>,
): Promise<boolean> {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: item,
        ConditionExpression: "#ttl < :now",
        ExpressionAttributeNames: { "#ttl": tableKeys.ttl },
        ExpressionAttributeValues: past,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
