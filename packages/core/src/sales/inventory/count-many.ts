import { z } from "zod";
import { skuKey } from "#catalog/catalog";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { MovementEntity } from "./movement.entity";
import { Count, count, countWrites, levelOf, type Stock } from "./on-hand";
import { StockEntity } from "./stock.entity";

/** Most SKUs that one transaction counts: each takes three writes. */
const mostTogether = 33;

const Counts = Count.omit({ sku: true, counted: true, seen: true }).extend({
  counts: z.array(Count.pick({ sku: true, counted: true })),
});

type Counted = z.output<typeof Counts>["counts"][number];

/**
 * Sets on hand of several SKUs to counts, each once per reference, with its audit row. A SKU that has its count already
 * stays as it is. Those that can be counted share a transaction of 33; when an order changes one of them meanwhile, each is
 * counted by itself. Returns the SKUs that were counted, and those that were refused, with the reason.
 */
export const countMany = fn(Counts, async ({ counts, ...change }) => {
  const counted: string[] = [];
  const refused: { sku: string; problem: string }[] = [];
  const unique = [...new Map(counts.map((one) => [skuKey(one.sku), one])).values()];
  for (let from = 0; from < unique.length; from += mostTogether) {
    const part = await differing(unique.slice(from, from + mostTogether), change.reference);
    if (await countTogether(part, change)) {
      counted.push(...part.map(({ sku }) => sku));
      continue;
    }
    for (const { sku, counted: units } of part)
      try {
        await count({ ...change, sku, counted: units });
        counted.push(sku);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push({ sku, problem: error.message });
      }
  }
  return { counted, refused };
});

type Found = Counted & { before: Stock | null };

/** Returns the counts that differ from on hand, with the stock rows, without those of this reference. One request. */
async function differing(counts: Counted[], reference: string): Promise<Found[]> {
  if (counts.length === 0) return [];
  const items = await Dynamo.batchGet(
    counts.flatMap(({ sku }) => [
      Dynamo.keyOf(StockEntity.get({ sku })),
      Dynamo.keyOf(MovementEntity.get({ sku, reference })),
    ]),
    { consistent: true },
  );
  const rows = new Map<string, Stock>();
  const done = new Set<string>();
  for (const item of items) {
    const key = skuKey(String(item.sku));
    const row = Dynamo.entityOf(item) === "stock" ? StockEntity.parse({ Item: item }).data : null;
    if (row) rows.set(key, row);
    else done.add(key);
  }
  return counts.flatMap((one) => {
    const before = rows.get(skuKey(one.sku)) ?? null;
    const isSame = levelOf(before).onHand === one.counted;
    return isSame || done.has(skuKey(one.sku)) ? [] : [{ ...one, before }];
  });
}

/** Writes counts in one transaction. False when one of them is too low, or its stock changed since it was read. */
async function countTogether(counts: Found[], change: Omit<z.output<typeof Counts>, "counts">) {
  const writes = counts.map(({ sku, counted, before }) => {
    const { onHand, held, allocated } = levelOf(before);
    return counted < held + allocated
      ? null
      : countWrites({ ...change, sku, difference: counted - onHand }, before);
  });
  if (writes.includes(null)) return false;
  const { committed } = await transact({
    stock: writes.flatMap((one) => one?.stock ?? []),
    movements: writes.flatMap((one) => one?.movement ?? []),
    audit: writes.flatMap((one) => one?.audit ?? []),
  });
  return committed;
}
