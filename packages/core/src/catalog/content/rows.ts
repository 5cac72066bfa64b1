import { z } from "zod";
import { fn } from "#platform/fn";
import type { SaleCurrency } from "#platform/money";
import { type Card, Catalog, type Category } from "../catalog";
import { Collection, type CollectionRow } from "../collection";
import { Search } from "../search";

const Rows = z.array(z.object({ source: z.string().max(100), count: z.int().min(1).max(24) })).max(40);

/**
 * Returns the cards of rows of products: of each the first, in the order of its category or collection. `categories` are those
 * that shoppers see. One request for up to 99 products; one more for collections, and one for rules about categories. For a
 * cached result.
 */
export const productRows = fn(
  Rows,
  async (rows, categories: readonly Category[], currency?: SaleCurrency): Promise<Card[][]> => {
    const collectionIds = rows.flatMap(({ source }) => idIn(source) ?? []);
    const collections =
      collectionIds.length > 0 ? await Collection.byIds({ collectionIds: [...new Set(collectionIds)] }) : [];
    const active = collections.filter(({ status }) => status === "active");
    const all = active.some(hasCategories) ? await Catalog.allCategories() : [];
    return Search.rows(
      rows.map(({ source, count }) => {
        const [, category = ""] = /^category:(.+)$/.exec(source) ?? [];
        const collection = active.find(({ collectionId }) => collectionId === idIn(source));
        if (source === "featured") return { of: "featured" as const, count };
        if (category) return { of: { category: Catalog.subtreeOf([...categories], [category]) }, count };
        if (!collection) return { of: { part: { productIds: [] } }, count };
        const part = Collection.partOf(collection, all);
        return { of: { part }, sort: Collection.sortOf(collection), count };
      }),
      currency,
    );
  },
);

const idIn = (source: string) => /^collection:(.+)$/.exec(source)?.[1];

const hasCategories = ({ rule }: CollectionRow) =>
  rule?.conditions.some(({ field }) => field === "category") ?? false;
