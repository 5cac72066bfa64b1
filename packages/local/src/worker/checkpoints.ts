import { z } from "zod";
import { openDatabase } from "../database";

/** Position of each consumer in each shard of the stream, on disk before the next batch is read. */
export type Checkpoints = {
  get(consumer: string, shard: string): string | undefined;
  set(consumer: string, shard: string, sequence: string): void;
};

const schema = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    consumer TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (consumer, shard)
  ) WITHOUT ROWID;
`;

const Row = z.object({ sequence: z.string() }).optional();

export function openCheckpoints(file: string): Checkpoints {
  const database = openDatabase(file, schema);
  const select = database.prepare("SELECT sequence FROM checkpoints WHERE consumer = ? AND shard = ?");
  const upsert = database.prepare(
    "INSERT INTO checkpoints VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence",
  );
  return {
    get: (consumer, shard) => Row.parse(select.get(consumer, shard))?.sequence,
    set: (consumer, shard, sequence) => void upsert.run(consumer, shard, sequence),
  };
}
