import { DatabaseSync } from "node:sqlite";

/** Opens a SQLite file whose commits survive a power failure. */
export function openDatabase(file: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${schema}`);
  return database;
}

/** Runs the writes in one transaction: all of them or none. */
export function transaction(database: DatabaseSync, writes: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    writes();
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
