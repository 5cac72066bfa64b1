import { createHash } from "node:crypto";
import { Collection } from "#catalog/collection";
import { Cache } from "#platform/cache";
import type { Terms } from "./terms";

/** Age of the products of a collection that discounts apply to, in seconds. */
const memberSeconds = 2;

/**
 * Returns lines with those of the discounts' collections that their products are in. Collections that are not active have
 * no products, so that nothing is reduced by mistake. Up to two seconds old: what `Collection.has` reads, at most every two
 * seconds for the same products; nothing without collections.
 */
export async function withCollections<Line extends { productId: string }>(
  lines: Line[],
  discounts: Pick<Terms, "collections">[],
): Promise<(Line & { collections: string[] })[]> {
  const collectionIds = [...new Set(discounts.flatMap(({ collections }) => collections))].sort();
  const productIds = [...new Set(lines.map(({ productId }) => productId))].filter(Boolean).sort();
  const isNeeded = collectionIds.length > 0 && productIds.length > 0;
  const found = new Map(isNeeded ? await members({ collectionIds, productIds }) : []);
  return lines.map((line) => ({ ...line, collections: found.get(line.productId) ?? [] }));
}

const members = (asked: { collectionIds: string[]; productIds: string[] }) =>
  Cache.through({
    key: `promotion:members:${createHash("sha256").update(JSON.stringify(asked)).digest("base64url")}`,
    seconds: memberSeconds,
    load: async () => [...(await Collection.has(asked))],
  });
