import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { openDatabase, transaction } from "../database";

/** An event to be sent to one queue. */
export type Delivery = { id: number; queue: string; body: string; attempts: number };

/** Accepted events that have not reached their queues yet. */
export type EventStore = {
  /** Stores deliveries. They are on disk when it returns. */
  add(deliveries: readonly Pick<Delivery, "queue" | "body">[]): void;
  /** Returns the oldest deliveries due at `time`. */
  due(time: number, limit: number): Delivery[];
  /** Returns the time when the next delivery is due. */
  nextDue(): number | undefined;
  done(ids: readonly number[]): void;
  postpone(ids: readonly number[], until: number): void;
  waiting(): number;
};

const schema = `
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due, id);
`;

const Row = z.object({ id: z.number(), queue: z.string(), body: z.string(), attempts: z.number() });

export function eventStore(file: string): EventStore {
  const database: DatabaseSync = openDatabase(file, schema);
  const insert = database.prepare("INSERT INTO deliveries (queue, body) VALUES (?, ?)");
  const select = database.prepare(
    "SELECT id, queue, body, attempts FROM deliveries WHERE due <= ? ORDER BY id LIMIT ?",
  );
  const earliest = database.prepare("SELECT min(due) AS due FROM deliveries");
  const remove = database.prepare("DELETE FROM deliveries WHERE id = ?");
  const later = database.prepare("UPDATE deliveries SET due = ?, attempts = attempts + 1 WHERE id = ?");
  const count = database.prepare("SELECT count(*) AS n FROM deliveries");
  return {
    add(deliveries) {
      if (deliveries.length === 0) return;
      transaction(database, () => {
        for (const { queue, body } of deliveries) insert.run(queue, body);
      });
    },
    due: (time, limit) => z.array(Row).parse(select.all(time, limit)),
    nextDue: () => z.object({ due: z.number().nullable() }).parse(earliest.get()).due ?? undefined,
    done(ids) {
      transaction(database, () => {
        for (const id of ids) remove.run(id);
      });
    },
    postpone(ids, until) {
      transaction(database, () => {
        for (const id of ids) later.run(until, id);
      });
    },
    waiting: () => z.object({ n: z.number() }).parse(count.get()).n,
  };
}
