import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { type Card, Catalog, type Category, type Product, saleCurrencies } from "../catalog";
import { Price } from "../price";
import { mostChosen, Search } from "../search";
import { contains, partOf } from "./members";
import { byIds, find, list } from "./read";
import type { Collection as Row } from "./types";

export { choose } from "./choose";
export * as Collection from "./index";
export { contains, partOf } from "./members";
export { byIds, bySlug, find, list, movedTo } from "./read";
export { save } from "./save";
export {
  type Collection as CollectionRow,
  CollectionInput,
  type CollectionSort,
  type CollectionStatus,
  collectionSorts,
  collectionStatuses,
} from "./types";

const Ref = z.object({ collectionId: Id.schema("collection") });

/**
 * Returns the cards of the first products of an active collection, in its order; none for another. Three requests at most;
 * one more for a rule about categories.
 */
export const products = fn(
  Ref.extend({
    limit: z.int().min(1).max(Search.pageSize),
    currency: z.enum(saleCurrencies).optional(),
    /** Uses the newest index, for a result that will be cached. */
    fresh: z.boolean().default(false),
  }),
  async ({ collectionId, limit, currency, fresh }): Promise<Card[]> => {
    const row = await find({ collectionId });
    if (row?.status !== "active") return [];
    const part = partOf(row, await categoriesOf([row]));
    const { cards } = await Search.products({
      part,
      sort: sortOf(row),
      fresh,
      ...(currency && { currency }),
    });
    return cards.slice(0, limit);
  },
);

/** Returns the sort order of a collection for the search index, which keeps the chosen order by relevance. */
export const sortOf = ({ sort }: Pick<Row, "sort">) => (sort === "manual" ? ("relevance" as const) : sort);

/** Returns the ids of the first products of a collection of any status, in its order. One request; two for a rule about categories. */
export const productIds = fn(
  Ref.extend({ limit: z.int().min(1).max(mostChosen).default(mostChosen) }),
  async ({ collectionId, limit }): Promise<string[]> => {
    const row = await find({ collectionId });
    if (!row) return [];
    const part = partOf(row, await categoriesOf([row]));
    return Search.idsOf({ part, sort: sortOf(row), limit });
  },
);

/** Returns how many active products each collection has. No request; one for rules about categories. */
export async function counts(rows: Row[]): Promise<Map<string, number>> {
  const categories = await categoriesOf(rows);
  const found = await Search.counts(rows.map((row) => partOf(row, categories)));
  return new Map(rows.map(({ collectionId }, i) => [collectionId, found[i] ?? 0]));
}

/** Returns all categories when a rule is about some, else none. */
const categoriesOf = async (
  rows: Pick<Row, "rule">[],
  read: () => Promise<Category[]> = Catalog.allCategories,
): Promise<Category[]> =>
  rows.some(({ rule }) => rule?.conditions.some(({ field }) => field === "category")) ? read() : [];

/** Most collections that one question names. */
const mostAsked = 300;

/**
 * Returns, by product, which of the given collections it is in: by its row as it is now, so that a price or a discount may
 * depend on it. Archived collections and drafts have no products. Two requests for up to 100 collections and products, one
 * for each further hundred collections, and one each for rules about categories and about prices.
 */
export const has = fn(
  z.object({ collectionIds: z.array(z.string()).max(mostAsked), productIds: z.array(z.string()).max(100) }),
  async ({ collectionIds, productIds }): Promise<Map<string, string[]>> => {
    const ids = [...new Set(collectionIds)];
    if (ids.length === 0 || productIds.length === 0) return new Map();
    const [rows, found] = await Promise.all([
      byIds({ collectionIds: ids }),
      Catalog.byIds({ productIds: [...new Set(productIds)] }),
    ]);
    const of = await matcher(rows);
    return new Map(found.map((product) => [product.productId, of(product)]));
  },
);

/** Returns the ids of the active collections that a product is in. One request per megabyte of collections. */
export async function idsOf(product: Product): Promise<string[]> {
  const of = await matcher(await list({ status: "active" }));
  return of(product);
}

/**
 * Returns a function that tells which of these collections a product is in. Reads the categories and
 * the sales if a rule needs them; `isRecent`: as they were up to two seconds ago.
 */
export async function matcher(
  rows: Row[],
  { isRecent = false } = {},
): Promise<(product: Product) => string[]> {
  const active = rows.filter(({ status }) => status === "active");
  const categories = await categoriesOf(active, isRecent ? Catalog.recentCategories : Catalog.allCategories);
  const isPriced = active.some(({ rule }) =>
    rule?.conditions.some(({ field }) => field === "price" || field === "on_sale"),
  );
  const when = {
    board: isPriced ? await (isRecent ? Price.recentBoard() : Price.board()) : { sales: [] },
    at: Clock.iso(),
  };
  return (product) =>
    active
      .filter((row) => contains(row, product, { categories, when }))
      .map(({ collectionId }) => collectionId);
}
