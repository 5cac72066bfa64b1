import { z } from "zod";
import { fn } from "#platform/fn";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { Shop } from "#platform/shop";
import { type Card, Catalog, type Product, productStatuses } from "../catalog";
import { wordsOf } from "./analyze";
import { announce, builtSince, isDirty, markDirty, open, publish, type Words } from "./artifact";
import { facetLimits } from "./build";
import type { Facet } from "./filter";
import type { Note } from "./match";
import { answer, countPart, type Sort, sorts } from "./query";
import { relatedTo } from "./related";
import { mostChosen, mostConditions, Part, Rule } from "./rule";
import { findSkus, type SkuRow, skuSorts } from "./skus";
import {
  answerStaff,
  countCategories,
  countCategory,
  featured as featuredIn,
  type Name,
  namesOf,
  type StaffSort,
  staffSorts,
} from "./staff";

export * as Search from "./index";
export { listOldMisses, type Miss, missDays, misses, recordMiss } from "./misses";
export { Condition, fits } from "./rule";
export { titled } from "./titles";
export { mostTuning, pin, readTuning as tuning, saveSynonyms } from "./tuning";
export {
  announce,
  type Facet,
  mostChosen,
  mostConditions,
  type Note,
  Part,
  Rule,
  type SkuRow,
  type Sort,
  type StaffSort,
  skuSorts,
  sorts,
  staffSorts,
};

export const pageSize = 24;

const Question = z.object({
  q: z.string().max(200).optional(),
  /** Slugs of one category or several. */
  category: z.union([z.string().max(80), z.array(z.string().max(80)).max(1_000)]).optional(),
  /** Part of the catalog, such as a collection. */
  part: Part.optional(),
  filters: z
    .record(z.string().max(facetLimits.key), z.array(z.string().max(facetLimits.value)).max(20))
    .default({}),
  /** In minor units of the currency. */
  priceMin: z.int().min(0).optional(),
  priceMax: z.int().min(0).optional(),
  inStock: z.boolean().optional(),
  sort: z.enum(sorts).default("relevance"),
  page: z.int().min(1).max(5_000).default(1),
  currency: Money.SaleCurrency.optional(),
  /** Uses the newest index, for a result that will be cached. */
  fresh: z.boolean().default(false),
});

export type Listing = {
  total: number;
  page: number;
  pages: number;
  cards: Card[];
  facets: Facet[];
  /** Note about words that were not understood as they were typed. */
  note: Note | null;
};

/** Finds products by words, category and filters. Names and prices are read from the table: one request. */
export const products = fn(Question, async ({ currency: asked, fresh, ...question }): Promise<Listing> => {
  const currency = asked ?? (await Shop.currency());
  const database = await open("products", { fresh });
  const { page } = question;
  if (!database) return { total: 0, page, pages: 0, cards: [], facets: [], note: null };
  const { total, productIds, shown, facets, note } = answer(database, { ...question, currency, pageSize });
  const cards = await Catalog.cards({ productIds, currency, shown });
  return { total, page, pages: Math.ceil(total / pageSize), cards, facets, note };
});

/** Counts the products of a listing, and those with each facet value, without reading any. No request. */
export const counted = fn(Question, async ({ currency: asked, fresh: _, ...question }) => {
  const currency = asked ?? (await Shop.currency());
  const database = await open("products");
  if (!database) return { total: 0, facets: [] };
  const { total, facets } = answer(database, { ...question, currency, pageSize: 1 });
  return { total, facets };
});

/** Returns the cards of the first products for a search that is still being typed. One request. */
export const suggest = fn(
  z.object({ q: z.string().min(1).max(100), limit: z.int().min(1).max(10) }),
  async ({ q, limit }): Promise<Card[]> => {
    const database = await open("products");
    if (!database) return [];
    const question = { q, filters: {}, sort: "relevance", page: 1, pageSize: limit, isOpen: true } as const;
    const currency = await Shop.currency();
    const { productIds, shown } = answer(database, { ...question, currency });
    return Catalog.cards({ productIds, currency, shown });
  },
);

/** Returns the names and status of products by id; those that the index does not know are left out. No request. */
export async function named(productIds: string[]) {
  const database = await open("products");
  return database ? namesOf(database, productIds) : new Map<string, Name>();
}

/** Returns how many products of any status are in a category itself, edits after the index was built included. One request. */
export async function countInCategory(slug: string) {
  const database = await open("products");
  const recent = await Catalog.editedSince({ at: builtSince("products") ?? "" });
  const edited = recent.filter(({ categorySlug }) => categorySlug === slug).length;
  const except = recent.map(({ productId }) => productId);
  return edited + (database ? countCategory(database, slug, except) : 0);
}

/** Returns how many products that are not archived each category itself has, by its slug. No request. */
export async function categoryCounts(): Promise<Map<string, number>> {
  const database = await open("products");
  return database ? countCategories(database) : new Map();
}

/** Returns the ids of the first active products of a part of the catalog. No request. */
export async function idsOf({ part, sort, limit }: { part: Part; sort: Sort; limit: number }) {
  const database = await open("products");
  const currency = await Shop.currency();
  const question = { part, sort, filters: {}, currency, page: 1, pageSize: limit };
  return database ? answer(database, question).productIds : [];
}

/** Returns the ids of products that are like a product: of its category or its tags, near its price, and available. No request. */
export async function related(question: { productId: string; currency: SaleCurrency; limit: number }) {
  const database = await open("products");
  return database ? relatedTo(database, question) : [];
}

/** Returns how many active products each part of the catalog has. No request. */
export async function counts(parts: Part[]): Promise<number[]> {
  const database = await open("products");
  return parts.map((part) => (database ? countPart(database, part) : 0));
}

/** Returns the featured products from the newest index, with cards from the table: one request. For a cached result. */
export const featured = fn(z.object({ limit: z.int().min(1).max(48) }), async ({ limit }) => {
  const database = await open("products", { fresh: true });
  if (!database) return [];
  return Catalog.cards({ productIds: featuredIn(database, limit), currency: await Shop.currency() });
});

const Rows = z
  .array(
    z.object({
      of: z.union([
        z.literal("featured"),
        z.object({ category: z.array(z.string().max(80)).max(1_000) }),
        z.object({ part: Part }),
      ]),
      sort: z.enum(sorts).default("relevance"),
      count: z.int().min(1).max(24),
    }),
  )
  .max(40);

/**
 * Returns the cards of rows of products, for a page that shows several. From the newest index; one request for up to 99
 * products. For a cached result.
 */
export const rows = fn(Rows, async (wanted, asked?: SaleCurrency): Promise<Card[][]> => {
  const currency = asked ?? (await Shop.currency());
  const database = await open("products", { fresh: true });
  if (!database) return wanted.map(() => []);
  const found = wanted.map(({ of, sort, count }) => {
    if (of === "featured") return featuredIn(database, count);
    const question = { sort, filters: {}, currency, page: 1, pageSize: count };
    return answer(database, { ...question, ...of }).productIds;
  });
  const all = await Catalog.cards({ productIds: [...new Set(found.flat())], currency });
  const cards = new Map(all.map((card) => [card.productId, card]));
  return found.map((productIds) => productIds.flatMap((productId) => cards.get(productId) ?? []));
});

const SkuQuestion = z.object({
  /** Words that the SKU, the product's name or the variant's title must contain. */
  q: z.string().max(200).default(""),
  /** Returns only these SKUs. */
  among: z.array(z.string()).max(5_000).optional(),
  /** Leaves out variants that are not for sale. */
  active: z.boolean().default(false),
  sort: z.enum(skuSorts).default("sku"),
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(0).max(100).default(50),
});

/** Finds variants of the catalog, hidden ones included. No request; up to a minute behind the table. */
export const skus = fn(SkuQuestion, async (question) => {
  const database = await open("skus");
  return database ? findSkus(database, question) : { total: 0, rows: [] };
});

const StaffQuestion = z.object({
  q: z.string().max(200).optional(),
  status: z.enum(productStatuses).optional(),
  category: z.string().max(80).optional(),
  sort: z.enum(staffSorts).default("changed"),
  page: z.int().min(1).max(5_000).default(1),
});

export const staffPageSize = 25;

/** Product of a staff search: its row when it was just edited, else what the index knows of it. */
export type Found = { productId: string; skus: string[]; product: Product | null };

/**
 * Finds products of any status for staff, by their ids and SKUs. Products that were edited after the index was built are
 * found by the words of their rows and come first. One request.
 */
export const findForStaff = fn(
  StaffQuestion.extend({ size: z.int().min(1).max(500).default(staffPageSize) }),
  async ({ q, status, category, sort, page, size }) => {
    const database = await open("products");
    const recent = await Catalog.editedSince({ at: builtSince("products") ?? "" });
    const words = wordsOf(q ?? "");
    const fits = recent.filter(
      (product) =>
        (status ? product.status === status : product.status !== "archived") &&
        (!category || product.categorySlug === category) &&
        words.every((word) => wordsOf(textOf(product)).some((own) => own.startsWith(word))),
    );
    const except = recent.map(({ productId }) => productId);
    const start = (page - 1) * size;
    const own = fits.slice(start, start + size);
    const { total, found } = database
      ? answerStaff(database, {
          ...{ q, status, category, except, sort },
          currency: sort.startsWith("price") ? await Shop.currency() : saleCurrencies[0],
          offset: Math.max(0, start - fits.length),
          limit: size - own.length,
        })
      : { total: 0, found: [] };
    const all = total + fits.length;
    const rows: Found[] = [
      ...own.map((product) => ({ productId: product.productId, skus: product.skus ?? [], product })),
      ...found.map((one) => ({ ...one, product: null })),
    ];
    return { total: all, page, pages: Math.ceil(all / size), found: rows };
  },
);

/** Finds what `findForStaff` does, with the rows of the products. Two requests. */
export const forStaff = fn(StaffQuestion, async (question) => {
  const { found, ...page } = await findForStaff(question);
  const missing = found.flatMap(({ productId, product }) => (product ? [] : [productId]));
  const read = new Map((await Catalog.byIds({ productIds: missing })).map((one) => [one.productId, one]));
  return {
    ...page,
    products: found.flatMap(({ productId, product }) => product ?? read.get(productId) ?? []),
  };
});

const textOf = ({ name, brand, tags, categorySlug, options, summary, skus = [] }: Product) =>
  [name, brand, ...tags, categorySlug, ...options.flatMap(({ values }) => values), summary, ...skus].join(
    " ",
  );

/**
 * Builds the indexes from the table and publishes them. For jobs; takes minutes for 100,000 products. Without a
 * dictionary, an English word that no product has is corrected to one that resembles it.
 */
export const rebuild = (dictionary: Words = () => []) => publish(dictionary);

/** Marks the index as out of date; `publishIfDirty` builds it again, once for many changes. */
export const changed = () => markDirty();

/** Builds the indexes if the catalog changed since they were built. */
export async function publishIfDirty(dictionary: Words) {
  return (await isDirty()) ? publish(dictionary) : null;
}
