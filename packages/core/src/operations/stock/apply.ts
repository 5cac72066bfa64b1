import { z } from "zod";
import { Sku } from "#catalog/catalog";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Text } from "#platform/text";
import { Inventory } from "#sales/inventory";
import { mostRows } from "./parse";

/** Result of one count of a list. */
export type Counted = { sku: string; counted: number } & ({ difference: number } | { refused: string });

const Import = z.object({
  actor: z.string().min(1),
  requestId: z.uuid(),
  cause: Text.line(200, "Enter a reason."),
  counts: z
    .array(z.object({ sku: Sku, counted: z.number().int().min(0).max(1_000_000), seen: z.number().int() }))
    .min(1, "There is nothing to change.")
    .max(mostRows),
});

/** Counts that are written at the same time. */
const atOnce = 8;

/**
 * Applies checked counts, each in a transaction of its own with its audit row. A count is refused when on hand is no longer
 * what was checked; the others are applied. The same request again changes nothing and returns the same results.
 */
export const applyCounts = fn(Import, async ({ counts, requestId, ...by }): Promise<Counted[]> => {
  const results: Counted[] = [];
  for (let from = 0; from < counts.length; from += atOnce) {
    const some = counts.slice(from, from + atOnce);
    results.push(
      ...(await Promise.all(
        some.map((count) => applyOne({ ...count, ...by, reference: `staff:${requestId}` })),
      )),
    );
  }
  return results;
});

async function applyOne(count: z.input<typeof Inventory.count.schema>): Promise<Counted> {
  const { sku, counted } = count;
  try {
    const { difference } = await Inventory.count(count);
    return { sku, counted, difference };
  } catch (error) {
    if (error instanceof DomainError) return { sku, counted, refused: error.message };
    throw error;
  }
}
