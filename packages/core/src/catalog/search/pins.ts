import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { queryKey } from "./analyze";
import { statement } from "./match";

const Pins = z.record(z.string(), z.array(z.string()));

/** Returns the products that the merchant put first for a search. */
export function pinnedFor(database: DatabaseSync, q: string): number[] {
  const key = queryKey(q);
  const pinned = pinsOf(database)[key];
  if (!pinned || key === "") return [];
  const rows = statement(
    database,
    "SELECT id, productId FROM product WHERE status = 'active' AND productId IN (SELECT value FROM json_each(?))",
  ).all(JSON.stringify(pinned));
  const ids = new Map(rows.map(({ id, productId }) => [String(productId), Number(id)]));
  return pinned.flatMap((productId) => ids.get(productId) ?? []);
}

const read = new WeakMap<DatabaseSync, z.output<typeof Pins>>();

function pinsOf(database: DatabaseSync) {
  const known =
    read.get(database) ??
    Pins.parse(
      JSON.parse(
        String(statement(database, "SELECT value FROM tuning WHERE name = 'pins'").get()?.value ?? "{}"),
      ),
    );
  read.set(database, known);
  return known;
}
