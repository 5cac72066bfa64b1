import { readFileSync } from "node:fs";
import { z } from "zod";

const Decimal = z.string().regex(/^\d+(\.\d+)?$/);

const Price = z.strictObject({
  service: z.string(),
  what: z.string(),
  /** Unit of the price list, and how many of our smallest units (bytes, requests, MB·ms …) it has. */
  unit: z.string(),
  unitSize: z.int().positive(),
  /** Title of the price page. */
  page: z.string(),
  /** The price of a tier applies from `from` units a month on; a permanent free allowance is a tier of 0. */
  tiers: z.array(z.strictObject({ from: Decimal, dollars: Decimal })).min(1),
});
export type Price = z.infer<typeof Price>;

const PriceList = z.strictObject({
  date: z.iso.date(),
  region: z.string(),
  currency: z.literal("USD"),
  prices: z.record(z.string(), Price),
});

export const priceList = PriceList.parse(
  JSON.parse(readFileSync(new URL("prices.json", import.meta.url), "utf8")),
);

/** Quantity used in a month, in the smallest unit of its price. */
export type Use = { price: string; quantity: bigint };

/** Returns the cost of a monthly quantity in micro-dollars: exact, then rounded up to a whole one. */
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

/** Returns an entry of the price list; throws when it does not exist. */
export function priceOf(id: string): Price {
  const price = priceList.prices[id];
  if (!price) throw new Error(`infra/docs/prices.json has no price "${id}".`);
  return price;
}

/** Adds up uses of the same price, because tiers apply to the sum of the month. */
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

/** Converts units to the smallest unit; a tier begins at a whole number of it. */
function smallest(units: string, unitSize: number): bigint {
  return (scaled(units, decimals(units)) * BigInt(unitSize)) / 10n ** BigInt(decimals(units));
}
