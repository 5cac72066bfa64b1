import { readFileSync } from "node:fs";
import { z } from "zod";

const Decimal = z.string().regex(/^\d+(\.\d+)?$/);

const Price = z.strictObject({
  service: z.string(),
  what: z.string(),
  /** What the price list counts in, and how many of our smallest units (bytes, requests, MB·ms …) that is. */
  unit: z.string(),
  unitSize: z.int().positive(),
  /** The price page that says so. */
  page: z.string(),
  /** Each tier's price holds from so many units a month on; the free allowance that never ends is a tier of 0. */
  tiers: z.array(z.strictObject({ from: Decimal, dollars: Decimal })).min(1),
});
export type Price = z.infer<typeof Price>;

const PriceList = z.strictObject({
  date: z.iso.date(),
  region: z.string(),
  currency: z.literal("USD"),
  note: z.string(),
  prices: z.record(z.string(), Price),
});

export const priceList = PriceList.parse(
  JSON.parse(readFileSync(new URL("prices.json", import.meta.url), "utf8")),
);

/** So much of something in a month, in the smallest unit of its price. */
export type Use = { price: string; quantity: bigint };

/**
 * What a quantity costs in a month, in whole micro-dollars: exact up to the last step, where what is begun of a
 * micro-dollar counts as one.
 */
export function costOf({ price: id, quantity }: Use): bigint {
  const { unitSize, tiers } = priceOf(id);
  if (quantity < 0n) throw new Error(`A quantity of ${id} cannot be negative.`);
  const scale = Math.max(...tiers.map(({ dollars }) => decimals(dollars)));
  const sum = tiers.reduce((cost, { from, dollars }, index) => {
    const start = smallest(from, unitSize);
    const next = tiers[index + 1];
    const end = next ? lower(smallest(next.from, unitSize), quantity) : quantity;
    return end > start ? cost + (end - start) * scaled(dollars, scale) : cost;
  }, 0n);
  return divideUp(sum * 1_000_000n, 10n ** BigInt(scale) * BigInt(unitSize));
}

/** The entry of the price list; a price that is not there is a mistake of ours. */
export function priceOf(id: string): Price {
  const price = priceList.prices[id];
  if (!price) throw new Error(`infra/docs/prices.json has no price "${id}".`);
  return price;
}

/** Uses of the same price count together, as on a bill: tiers are for the month's sum. */
export function together(...lists: readonly (readonly Use[])[]): Use[] {
  const sums = new Map<string, bigint>();
  for (const { price, quantity } of lists.flat()) sums.set(price, (sums.get(price) ?? 0n) + quantity);
  return [...sums].map(([price, quantity]) => ({ price, quantity }));
}

export const total = (uses: readonly Use[]) => together(uses).reduce((sum, use) => sum + costOf(use), 0n);

export const divideUp = (dividend: bigint, divisor: bigint) => (dividend + divisor - 1n) / divisor;

const lower = (one: bigint, other: bigint) => (one < other ? one : other);

const decimals = (decimal: string) => decimal.split(".")[1]?.length ?? 0;

const scaled = (decimal: string, scale: number) =>
  BigInt(decimal.replace(".", "")) * 10n ** BigInt(scale - decimals(decimal));

/** A tier begins at a whole number of the smallest unit. */
function smallest(units: string, unitSize: number): bigint {
  return (scaled(units, decimals(units)) * BigInt(unitSize)) / 10n ** BigInt(decimals(units));
}
