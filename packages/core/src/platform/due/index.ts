import { Clock } from "../clock";
import { shards } from "../dynamo";
import { Log } from "../log";

export * as Due from "./index";

/** Shortest and longest pause between two tries, in seconds. */
const shortest = 60;
const longest = 3600;

/** Time for which failing work is tried again automatically, in seconds: three days. Then a person must act. */
export const giveUpSeconds = 3 * 24 * 3600;

/** Returns when work that waits since `since` is due again: after half its age, at least a minute, at most an hour. */
export const next = (since: string) =>
  Clock.iso(Math.min(longest, Math.max(shortest, (Clock.now() - Date.parse(since)) / 2000)));

/** Returns when work is due again that was tried `tries` times. Pauses are in seconds; the last one is repeated. */
export const after = (pauses: readonly number[], tries: number) =>
  Clock.iso(pauses[Math.min(tries, pauses.length - 1)] ?? longest);

/** Tells whether work that waits since `since` has been tried long enough, by default for three days. */
export const isOver = (since: string, seconds = giveUpSeconds) =>
  Date.parse(since) + seconds * 1000 <= Clock.now();

type Sweep<Row> = {
  /** Reads rows that are due in one shard of an index, the longest waiting first. */
  read: (shard: number) => Promise<{ data: Row[] }>;
  /** Shards of the index; `[0]` for an index that is not sharded. */
  shards?: readonly number[];
  work: (row: Row) => Promise<unknown>;
  /** Makes a row whose work failed due later, so that it does not keep others waiting. */
  putOff: (row: Row) => Promise<unknown>;
  /** Log event and fields of a row whose work failed. */
  failure: (row: Row) => { event: string } & Parameters<typeof Log.error>[2];
};

/**
 * Works on the due rows of an index, shard by shard and one row at a time. A row that fails is logged and put off; the
 * others are worked on. Returns how many rows were worked on and how many of them failed. Throws when the index cannot
 * be read.
 */
export async function sweep<Row>({ read, shards: all = shards, work, putOff, failure }: Sweep<Row>) {
  const counts = { swept: 0, failed: 0 };
  for (const shard of all) {
    const { data } = await read(shard);
    for (const row of data) {
      counts.swept++;
      try {
        await work(row);
      } catch (error) {
        counts.failed++;
        const { event, ...fields } = failure(row);
        Log.error(event, error, fields);
        await putOff(row).catch((problem) => Log.error(event, problem, fields));
      }
    }
  }
  return counts;
}
