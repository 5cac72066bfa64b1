import type { Companion } from "./companions.entity";

/** Most companions of a product: many more than a page shows. */
export const mostCompanions = 40;

/**
 * Counts one more order for some companions of a product. A new one replaces the least frequent of a full list and takes
 * over its count: a companion that has more than a fortieth of all counts is always in the list. (Metwally, Agrawal, El
 * Abbadi: Efficient Computation of Frequent and Top-k Elements in Data Streams, 2005.) Pure.
 */
export function added(known: Companion[], productIds: string[]): Companion[] {
  const counts = new Map(known.map(({ productId, orders }) => [productId, orders]));
  for (const productId of productIds) {
    const before = counts.get(productId);
    if (before === undefined && counts.size >= mostCompanions) {
      const [least] = [...counts].reduce((a, b) => (b[1] < a[1] ? b : a));
      counts.set(productId, (counts.get(least) ?? 0) + 1);
      counts.delete(least);
    } else counts.set(productId, (before ?? 0) + 1);
  }
  return [...counts]
    .map(([productId, orders]) => ({ productId, orders }))
    .sort((a, b) => b.orders - a.orders || (a.productId < b.productId ? -1 : 1));
}
