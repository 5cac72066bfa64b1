import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Entity, Schema, TransactWriteEntity } from "electrodb";
import { client } from "./client";
import { firstTry, pause } from "./patience";

type Item = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/**
 * A write that ElectroDB has prepared and that is not sent yet: `OrderEntity.create(…)`, `.patch(…).set(…).where(…)`,
 * `.remove(…)`, or `check(…)`.
 */
export type Write = { where: unknown } & ({ commit: unknown } | { go: unknown });

/** Writes by the name of their group; a group may be empty or absent. */
export type Writes = Record<string, Write | readonly Write[] | undefined>;

export type Refusal<Group extends string> = {
  committed: false;
  /** The first group, in the order of the transaction, of which a write's condition did not hold. */
  refused: Group;
  /** The place of that write in its group. */
  index: number;
  /** Every write whose condition did not hold. */
  refusals: { group: Group; index: number }[];
};

export type Result<Group extends string> = { committed: true } | Refusal<Group>;

const mostWrites = 100;

/** Reasons for which DynamoDB cancels a transaction that may succeed a moment later. */
const passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/**
 * Commits all writes or none (TransactWriteItems). Returns which conditions did not hold, by group and place. Tries
 * again, with growing, random pauses, while it meets other transactions; throws a `TableBusy` when it still does after ten
 * seconds, and a RangeError for more than 100 writes.
 *
 * An answer that is lost on the way is asked for again: a caller that is refused must recognize its own earlier write.
 */
export async function transact<Groups extends Writes>(
  groups: Groups,
): Promise<Result<keyof Groups & string>> {
  const places: { group: keyof Groups & string; index: number }[] = [];
  const items: Item[] = [];
  for (const [group, value] of Object.entries(groups)) {
    const writes = value === undefined ? [] : isMany(value) ? value : [value];
    for (const [index, write] of writes.entries()) {
      places.push({ group, index });
      items.push(itemOf(write, group));
    }
  }
  if (items.length === 0) return { committed: true };
  if (items.length > mostWrites)
    throw new RangeError(`A transaction has at most ${mostWrites} writes, not ${items.length}.`);
  const tries = firstTry();
  for (;;) {
    const reasons = await send(items);
    if (!reasons) return { committed: true };
    const refusals = places.filter((_, i) => reasons[i] === "ConditionalCheckFailed");
    const [first] = refusals;
    if (first) return { committed: false, refused: first.group, index: first.index, refusals };
    const problem = reasons.find((code) => code !== "None") ?? "no reason";
    const message = `The table refused a transaction of ${Object.keys(groups).join(", ")}: ${problem}.`;
    if (!passing.includes(problem)) throw new Error(message);
    if (!(await pause(tries))) throw new TableBusy(message);
  }
}

/** Error of a transaction that met others on an item for too long. */
export class TableBusy extends Error {
  override name = "TableBusy";
}

/** Returns a write that changes nothing and is refused unless its `where` holds for the row. */
export const check = <A extends string, F extends string, C extends string, S extends Schema<A, F, C>>(
  entity: Entity<A, F, C, S>,
  key: Parameters<TransactWriteEntity<A, F, C, S>["check"]>[0],
) => (entity as unknown as TransactWriteEntity<A, F, C, S>).check(key);

const isMany = (value: Write | readonly Write[]): value is readonly Write[] => Array.isArray(value);

/** Returns the item of a write. ElectroDB has `commit` on every write, but types it only in its own transactions. */
function itemOf(write: Write, group: string): Item {
  const item = (write as unknown as { commit(): Item }).commit();
  if (item.Put ?? item.Update ?? item.Delete ?? item.ConditionCheck) return item;
  throw new Error(`The group ${group} of a transaction has an operation that does not write.`);
}

/** Returns null when the transaction was committed, else the reason of each write. */
async function send(items: Item[]) {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return null;
  } catch (error) {
    if (error instanceof TransactionCanceledException)
      return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
    throw error;
  }
}
