import { openDatabase } from "./database";

/**
 * Adds indexes for the query for the newest stream record, which the engine runs at every write. Without them each
 * write is slower than the one before. The engine works unchanged.
 */
export function indexStreamRecords(file: string): void {
  openDatabase(
    file,
    `CREATE INDEX IF NOT EXISTS securecart_stream_newest ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
     CREATE INDEX IF NOT EXISTS securecart_stream_shard ON _stream_records (table_name, shard_id, sequence_number);`,
  ).close();
}
