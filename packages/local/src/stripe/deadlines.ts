import type { Kind } from "./store";
import type { World } from "./world";

/** Schedules work for an object at a time, in Unix seconds of the world's clock. */
export function setDeadline(world: World, kind: Kind, id: string, at: number): void {
  world.store.sql("INSERT OR REPLACE INTO deadlines (kind, id, at) VALUES (?, ?, ?)").run(kind, id, at);
}

export function clearDeadline(world: World, kind: Kind, id: string): void {
  world.store.sql("DELETE FROM deadlines WHERE kind = ? AND id = ?").run(kind, id);
}

/** Removes the deadlines that are due and returns their objects. */
export function takeDue(world: World): { kind: string; id: string }[] {
  const due = world.store
    .sql("SELECT kind, id FROM deadlines WHERE at <= ? ORDER BY at LIMIT 500")
    .all(world.now());
  return due.map((row) => {
    const { kind, id } = { kind: String(row.kind), id: String(row.id) };
    world.store.sql("DELETE FROM deadlines WHERE kind = ? AND id = ?").run(kind, id);
    return { kind, id };
  });
}
