import { z } from "zod";
import { fn } from "#platform/fn";
import { Shop } from "#platform/shop";
import { type Card, Catalog, saleCurrencies } from "../catalog";
import { isDirty, markDirty, open, publish } from "./artifact";
import { facetLimits } from "./build";
import { answer, type Facet, featured as featuredIn, type Sort, sorts } from "./query";
import { findSkus, type SkuRow, skuSorts } from "./skus";

export * as Search from "./index";
export { type Facet, type SkuRow, type Sort, skuSorts, sorts };

export const pageSize = 24;

const Question = z.object({
  q: z.string().max(200).optional(),
  category: z.string().max(80).optional(),
  filters: z
    .record(z.string().max(facetLimits.key), z.array(z.string().max(facetLimits.value)).max(20))
    .default({}),
  /** In minor units of the currency. */
  priceMin: z.int().min(0).optional(),
  priceMax: z.int().min(0).optional(),
  inStock: z.boolean().optional(),
  sort: z.enum(sorts).default("relevance"),
  page: z.int().min(1).max(5_000).default(1),
  currency: z.enum(saleCurrencies).optional(),
  /** Uses the newest index, for a result that will be cached. */
  fresh: z.boolean().default(false),
});

export type Listing = { total: number; page: number; pages: number; cards: Card[]; facets: Facet[] };

/** Finds products by words, category and filters. Names and prices are read from the table: one request. */
export const products = fn(
  Question,
  async ({ currency = Shop.currency, fresh, ...question }): Promise<Listing> => {
    const database = await open("products", { fresh });
    const { page } = question;
    if (!database) return { total: 0, page, pages: 0, cards: [], facets: [] };
    const { total, productIds, facets } = answer(database, { ...question, currency, pageSize });
    const cards = await Catalog.cards({ productIds, currency });
    return { total, page, pages: Math.ceil(total / pageSize), cards, facets };
  },
);

/** Returns the featured products from the newest index, with cards from the table: one request. For a cached result. */
export const featured = fn(z.object({ limit: z.int().min(1).max(48) }), async ({ limit }) => {
  const database = await open("products", { fresh: true });
  if (!database) return [];
  return Catalog.cards({ productIds: featuredIn(database, limit), currency: Shop.currency });
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

/** Builds the indexes from the table and publishes them. For jobs; takes seconds for 100,000 products. */
export const rebuild = () => publish();

/** Marks the index as out of date; `publishIfDirty` builds it again, once for many changes. */
export const changed = () => markDirty();

/** Builds the indexes if the catalog changed since they were built. */
export async function publishIfDirty() {
  return (await isDirty()) ? publish() : null;
}
