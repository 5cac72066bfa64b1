import { setTimeout as delay } from "node:timers/promises";
import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import { messageOf } from "../refusal";
import { failedIds } from "./batch-failures";
import type { Checkpoints } from "./checkpoints";
import type { Invoke } from "./invoke";
import { lambdaRecord } from "./stream-record";

export type StreamSource = {
  table: string;
  database: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  consumer: { name: string; batchSize: number };
  invoke: Invoke;
  checkpoints: Checkpoints;
  signal: AbortSignal;
};

const lookEveryMs = 100;
const shardsEveryMs = 5_000;
const longestPauseMs = 5_000;

/** Delivers the table's changes to a handler in order and at least once, starting where the last process stopped. */
export async function readStream(source: StreamSource): Promise<void> {
  const { signal } = source;
  const readers = new Map<string, Promise<void>>();
  const finished = new Set<string>();
  let pauseMs = 50;
  while (!signal.aborted) {
    try {
      const { arn, shards } = await describe(source);
      const known = new Set(shards.map(({ ShardId }) => ShardId));
      for (const { ShardId = "", ParentShardId } of shards) {
        // A child shard continues its parent; reading it first would deliver changes out of order.
        const waits = ParentShardId !== undefined && known.has(ParentShardId) && !finished.has(ParentShardId);
        if (readers.has(ShardId) || waits) continue;
        readers.set(
          ShardId,
          readShard(source, arn, ShardId).then(() => void finished.add(ShardId)),
        );
      }
      pauseMs = 50;
      await delay(shardsEveryMs, undefined, { signal });
    } catch (error) {
      if (signal.aborted) break;
      if (pauseMs >= longestPauseMs) console.error(`Cannot read the stream: ${messageOf(error)}`);
      await delay(pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
  await Promise.all(readers.values());
}

async function describe({
  table,
  database,
  streams,
}: StreamSource): Promise<{ arn: string; shards: Shard[] }> {
  const { Table } = await database.send(new DescribeTableCommand({ TableName: table }));
  const arn = Table?.LatestStreamArn;
  if (!arn) throw new Error(`The table ${table} has no stream.`);
  const shards: Shard[] = [];
  let last: string | undefined;
  do {
    const command = new DescribeStreamCommand({
      StreamArn: arn,
      ...(last && { ExclusiveStartShardId: last }),
    });
    const { StreamDescription } = await streams.send(command);
    shards.push(...(StreamDescription?.Shards ?? []));
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last);
  return { arn, shards };
}

/** Reads one shard to its end, which an open shard never reaches. */
async function readShard(source: StreamSource, arn: string, shard: string): Promise<void> {
  const { streams, consumer, signal } = source;
  let iterator: string | undefined;
  let pauseMs = 50;
  while (!signal.aborted) {
    try {
      iterator ??= await startingPoint(source, arn, shard);
      const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: consumer.batchSize });
      const { Records = [], NextShardIterator } = await streams.send(command, { abortSignal: signal });
      if (Records.length > 0 && !(await deliver(source, arn, shard, Records))) throw new Again();
      if (NextShardIterator === undefined) return;
      iterator = NextShardIterator;
      pauseMs = 50;
      if (Records.length === 0) await delay(lookEveryMs, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      // An iterator expires and is invalid after a restart of the engine: continue from the checkpoint.
      iterator = undefined;
      if (!(error instanceof Again) && pauseMs >= longestPauseMs)
        console.error(`Cannot read the stream: ${messageOf(error)}`);
      await delay(pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
}

/** Thrown when a batch was not handled completely: it is read again from the checkpoint. */
class Again extends Error {}

async function startingPoint({ streams, consumer, checkpoints }: StreamSource, arn: string, shard: string) {
  const SequenceNumber = checkpoints.get(consumer.name, `${arn}/${shard}`);
  const at = { StreamArn: arn, ShardId: shard };
  const oldest = new GetShardIteratorCommand({ ...at, ShardIteratorType: "TRIM_HORIZON" });
  if (SequenceNumber === undefined) return (await streams.send(oldest)).ShardIterator;
  try {
    const after = { ...at, ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber } as const;
    return (await streams.send(new GetShardIteratorCommand(after))).ShardIterator;
  } catch (error) {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    return (await streams.send(oldest)).ShardIterator;
  }
}

/** Returns whether the whole batch was handled. After a partial failure, the checkpoint is set before the first failure. */
async function deliver(
  source: StreamSource,
  arn: string,
  shard: string,
  records: StreamRecord[],
): Promise<boolean> {
  const { invoke, consumer, checkpoints } = source;
  const sequences = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "");
  const event = { Records: records.map((record) => lambdaRecord(arn, record)) };
  const failed = await invoke(event, { records: records.length }).then(
    (result) => failedIds(result, sequences),
    () => new Set(sequences),
  );
  const firstFailed = sequences.findIndex((sequence) => failed.has(sequence));
  const done = firstFailed === -1 ? sequences : sequences.slice(0, firstFailed);
  const last = done.at(-1);
  if (last !== undefined) checkpoints.set(consumer.name, `${arn}/${shard}`, last);
  return firstFailed === -1;
}
