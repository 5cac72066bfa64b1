import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Inventory, type Level } from "#sales/inventory";
import { mostRows, parseCounts, type Written } from "./parse";

/** Count that can be applied: `seen` is on hand as it was when it was checked. */
export type Checked = { sku: string; counted: number; seen: number };

/** Row of a checked list: what applying it would change, or why it is refused. */
export type Row = { line: number; sku: string; counted: string } & (
  | { result: "change"; seen: number; to: number }
  | { result: "same"; seen: number }
  | { result: "refused"; why: string }
);

/** Longest list of counts, in characters. */
const longest = 200_000;

const Typed = z.object({
  text: z
    .string("Paste the counts or choose a file.")
    .trim()
    .min(1, "Paste the counts or choose a file.")
    .max(longest, `The list is too long. Import at most ${mostRows} rows at a time.`),
});

/**
 * Checks a list of counts against the stock and changes nothing. Returns each row with its result. One request per 50
 * SKUs. Throws `stock.no_rows`, `stock.too_many_rows`.
 */
export const checkCounts = fn(Typed, async ({ text }): Promise<Row[]> => {
  const written = parseCounts(text);
  if (written.length === 0)
    throw new DomainError(
      "input",
      "stock.no_rows",
      "The list has no rows: each needs a SKU and a count.",
      "text",
    );
  if (written.length > mostRows)
    throw new DomainError(
      "input",
      "stock.too_many_rows",
      `The list has ${written.length} rows. Import at most ${mostRows} at a time.`,
      "text",
    );
  const read = written.map(readRow);
  const known = await stockOf(read.flatMap((row) => ("why" in row ? [] : [row.sku])));
  const lines = linesBySku(read);
  return read.map((row): Row => {
    if ("why" in row) return { ...row.written, result: "refused", why: row.why };
    const { sku, counted, written: asWritten } = row;
    const level = known.get(sku);
    const why = refusalOf({ sku, counted, level, lines: lines.get(sku) ?? [] });
    const shown = { ...asWritten, sku };
    if (why || !level) return { ...shown, result: "refused", why: why ?? unknown(sku) };
    if (level.onHand === counted) return { ...shown, result: "same", seen: counted };
    return { ...shown, result: "change", seen: level.onHand, to: counted };
  });
});

type Read = { written: Written } & ({ sku: string; counted: number } | { why: string });

/** Reads a row, or returns why it cannot be read. */
function readRow(written: Written): Read {
  const sku = Sku.safeParse(written.sku.toUpperCase());
  if (written.sku === "") return { written, why: "The SKU is missing." };
  if (!sku.success) return { written, why: "This is not a SKU: use letters, digits and dashes." };
  if (written.counted === "") return { written, why: "The count is missing." };
  if (!/^\d{1,7}$/.test(written.counted) || Number(written.counted) > 1_000_000)
    return { written, why: "The count must be a whole number from 0 to 1000000." };
  return { written, sku: sku.data, counted: Number(written.counted) };
}

/** Returns the lines on which each SKU occurs. */
function linesBySku(rows: Read[]) {
  const lines = new Map<string, number[]>();
  for (const row of rows)
    if ("sku" in row) lines.set(row.sku, [...(lines.get(row.sku) ?? []), row.written.line]);
  return lines;
}

/** Returns the stock of the SKUs that the catalog or the stock knows. */
async function stockOf(skus: string[]): Promise<Map<string, Level>> {
  const found = new Map<string, Level>();
  const keys = skus.flatMap((sku) => [Catalog.variantKey(sku), Inventory.stockKey(sku)]);
  for (const item of await Dynamo.batchGet(keys)) {
    const sku = String(item.sku);
    const stock = Inventory.asStock(item);
    if (stock) found.set(sku, Inventory.levelOf(stock));
    else if (!found.has(sku)) found.set(sku, Inventory.levelOf(null));
  }
  return found;
}

type Judged = { sku: string; counted: number; level: Level | undefined; lines: number[] };

/** Returns why a count is refused, or null. */
function refusalOf({ sku, counted, level, lines }: Judged) {
  if (lines.length > 1) return `The list has ${sku} more than once: lines ${lines.join(", ")}.`;
  if (!level) return unknown(sku);
  const promised = level.held + level.allocated;
  if (counted < promised)
    return `${promised} ${promised === 1 ? "is" : "are"} held or allocated to orders. Cancel or refund an order first.`;
  return null;
}

const unknown = (sku: string) => `No product has the SKU ${sku}.`;
